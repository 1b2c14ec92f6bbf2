import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import { failureOf } from './failure.ts'
import { SlackStartError } from './start-error.ts'

/** Who we are in which workspace (auth.test). */
export interface SlackIdentity {
  readonly team: string
  readonly teamName: string
  readonly enterprise?: string
  readonly botUser: string
  readonly botId: string
  readonly botName: string
}

/** What each scope is for; all are needed. */
const requiredScopes: Readonly<Record<string, string>> = {
  'app_mentions:read': 'to hear mentions',
  'channels:history': 'to find its own message again after Slack did not answer',
  'chat:write': 'to answer',
  commands: 'for /k8s',
  'files:write': 'to share long output as files',
  'groups:history': 'the same in private channels',
  'im:history': 'to hear direct messages',
  'usergroups:read': 'for roles of user groups',
  'users:read': 'to tell members from guests',
}

/** Checks token and scopes. Throws `SlackStartError` with one line that says what to do. */
export async function identify(client: WebClient, apiUrl: string): Promise<SlackIdentity> {
  const answer = await client.auth.test().catch((error: unknown) => {
    throw startError(error, 'SLACK_BOT_TOKEN', apiUrl)
  })
  const scopes = answer.response_metadata?.scopes?.map((scope) => scope.trim())
  const missing = Object.keys(requiredScopes).filter((scope) => scopes && !scopes.includes(scope))
  if (missing.length > 0) throw new SlackStartError('config', missingScopes(missing))
  const { team_id: team, user_id: botUser, bot_id: botId } = answer
  if (!team || !botUser || !botId) throw new SlackStartError('config', 'SLACK_BOT_TOKEN: is not the token of a bot')
  const enterprise = answer.enterprise_id ? { enterprise: answer.enterprise_id } : {}
  return { team, teamName: answer.team ?? team, botUser, botId, botName: answer.user ?? 'kubemedic', ...enterprise }
}

function missingScopes(missing: readonly string[]): string {
  const list = missing.map((scope) => `${scope} (${requiredScopes[scope]})`).join(', ')
  return `SLACK_BOT_TOKEN: the app lacks ${list}; add under OAuth & Permissions and reinstall the app`
}

/** What a failed first call means; `variable` is the setting that the call relied on. */
export function startError(error: unknown, variable: string, apiUrl: string): SlackStartError {
  if (error instanceof WebAPIPlatformError && error.data.error === 'missing_scope') {
    const needed = 'needed' in error.data ? ` ${String(error.data['needed'])}` : ''
    return new SlackStartError('config', `${variable}: the token lacks the scope${needed}`, { cause: error })
  }
  const failure = failureOf(error)
  const where = new URL(apiUrl).host
  if (failure.status === 'refused') {
    return new SlackStartError('config', `${variable}: Slack refuses the token (${failure.message})`, { cause: error })
  }
  const reason = failure.status === 'limited' ? 'too many requests (429)' : failure.message
  return new SlackStartError('network', `cannot reach Slack at ${where}: ${reason}`, { cause: error })
}
