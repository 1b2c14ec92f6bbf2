import type { Fields } from '../fields.ts'
import type { WorkspaceState } from '../state/workspace-state.ts'
import type { Arguments } from './arguments.ts'

/**
 * How often a method may be called: Slack's tiers (calls a minute), `post` for about one message a second a channel, and
 * `special` for generous limits. https://docs.slack.dev/apis/web-api/rate-limits
 */
export type Tier = 'post' | 'special' | 2 | 3 | 4

export interface MethodCall {
  readonly args: Arguments
  readonly state: WorkspaceState
  /** Where this simulator listens, e.g. `http://127.0.0.1:40001`. */
  readonly baseUrl: string
  /** Adds to `response_metadata.warnings` of a call that succeeds. */
  warn(warning: string): void
}

export interface WebApiMethod {
  readonly name: string
  readonly tier: Tier
  /** Any one of these is enough; methods whose scope depends on the channel ask `requireScope` themselves. */
  readonly scopes?: readonly string[]
  /** Which token it takes; the bot's by default. */
  readonly token?: 'bot' | 'app' | 'none'
  /** The answer without `ok`. Throws `Refusal`. */
  run(call: MethodCall): Fields
}
