/** One slash command of the app, as its manifest declares it. */
interface SlashCommandSpec {
  /** With the slash: `/k8s`. */
  readonly command: string
  /** True: Slack turns `@member-a` and `#ops` into `<@U…|member-a>` and `<#C…|ops>` before it sends the text. */
  readonly shouldEscape: boolean
}

/** The app under test, as installed in the workspace: what its manifest and installation page say. */
export interface AppSpec {
  readonly id: string
  readonly botUser: string
  readonly botId: string
  readonly name: string
  readonly token: string
  /** App-level token for Socket Mode. */
  readonly appToken: string
  readonly signingSecret: string
  /** Bot scopes that were granted. */
  readonly scopes: readonly string[]
  /** Scopes of the app-level token. */
  readonly appScopes: readonly string[]
  readonly commands: readonly SlashCommandSpec[]
  /** Event subscriptions in the manifest's words: `app_mention`, `message.channels`, `member_joined_channel`, … */
  readonly events: readonly string[]
  /** Callback ids of message shortcuts. */
  readonly messageShortcuts: readonly string[]
}

/** Why the app's tokens stopped working, in the words of the Web API. */
export type TokenTrouble = 'token_revoked' | 'account_inactive' | 'invalid_auth'

export const defaultApp: AppSpec = {
  id: 'A0KUBEMEDIC',
  botUser: 'U0BOT',
  botId: 'B0BOT',
  name: 'kubemedic',
  token: 'xoxb-simulated-bot',
  appToken: 'xapp-simulated-app',
  signingSecret: 'simulated-signing-secret',
  scopes: [
    'app_mentions:read',
    'channels:history',
    'channels:read',
    'chat:write',
    'commands',
    'files:write',
    'groups:history',
    'groups:read',
    'im:history',
    'im:read',
    'im:write',
    'usergroups:read',
    'users:read',
  ],
  appScopes: ['connections:write'],
  commands: [{ command: '/k8s', shouldEscape: true }],
  events: ['app_mention', 'message.im', 'member_joined_channel', 'app_home_opened'],
  messageShortcuts: [],
}
