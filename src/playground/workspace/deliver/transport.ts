import type { Fields } from '../fields.ts'
import type { DeliveryMisbehaviour } from '../misbehaviour.ts'

/** The envelope types of Socket Mode; HTTP mode sends the same payloads in other wrappings. */
type DeliveryKind = 'slash_commands' | 'interactive' | 'events_api'

export interface Outgoing {
  readonly kind: DeliveryKind
  readonly payload: Fields
  /** Set when an event is sent again. */
  readonly retry?: { readonly attempt: number; readonly reason: RetryReason }
}

/** Why an event is sent again: `X-Slack-Retry-Reason`. */
export type RetryReason = 'http_timeout' | 'http_error' | 'connection_failed'

/** What came back from the app. */
export type Reply =
  | { readonly status: 'answered'; readonly httpStatus: number; readonly body: string; readonly noRetry: boolean }
  /** Nobody is connected or listens, or the connection broke. `noRetry`: gone for good, as events without a socket are. */
  | { readonly status: 'unreachable'; readonly reason: string; readonly noRetry: boolean }

/** One way to the app. */
export interface Transport {
  /** Sends once and waits for the answer, however long it takes. Never rejects. */
  send(outgoing: Outgoing, misbehaviour: DeliveryMisbehaviour | undefined): Promise<Reply>
}
