import { z } from 'zod'

/** Secrets of Slack have known beginnings; anything else is a mix-up worth telling at once. */
function slackToken(prefix: string, where: string) {
  return z.string().startsWith(prefix, `must begin with ${prefix} (${where})`)
}

/** An empty variable is one that is not set. */
function optional<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (value === '' ? undefined : value), schema.optional())
}

function withDefault<Schema extends z.ZodType>(schema: Schema, value: string) {
  return z.preprocess((given) => (given === undefined || given === '' ? value : given), schema)
}

/** Every variable that `kubemedic serve` reads, with the comment that `.env.example` has above it. */
export const environmentSchema = z.object({
  SLACK_BOT_TOKEN: slackToken('xoxb-', 'OAuth & Permissions, Bot User OAuth Token').describe(
    'The bot token of the Slack app (OAuth & Permissions). Required.',
  ),
  SLACK_APP_TOKEN: optional(slackToken('xapp-', 'Basic Information, App-Level Tokens')).describe(
    'App-level token with connections:write: set it for Socket Mode, which needs no public URL.',
  ),
  SLACK_SIGNING_SECRET: optional(z.string().min(8, 'is too short for a signing secret')).describe(
    'Signing secret (Basic Information): required for HTTP mode, that is without SLACK_APP_TOKEN.',
  ),
  SLACK_API_URL: withDefault(
    z.url({ protocol: /^https?$/, error: 'must be a URL' }),
    'https://slack.com/api/',
  ).describe("Slack's Web API; another one only for tests and gateways."),
  PORT: withDefault(z.coerce.number().int().min(0).max(65_535), '3000').describe(
    'Port of /slack/events (HTTP mode), /healthz and /readyz.',
  ),
  HOST: withDefault(z.string(), '0.0.0.0').describe('Address to listen on.'),
  LOG_LEVEL: withDefault(z.enum(['debug', 'info', 'warn', 'error']), 'info').describe('debug, info, warn or error.'),
  KUBEMEDIC_CONFIG: optional(z.string()).describe(
    'YAML file with clusters, channels, roles and audience. Without it: one cluster, from KUBECONFIG or the pod.',
  ),
})

/** The environment once it is checked. */
export type ServiceEnvironment = z.infer<typeof environmentSchema>
