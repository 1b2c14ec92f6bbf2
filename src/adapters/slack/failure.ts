import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import type { DeliveryRefusal } from '../../delivery/message.ts'
import type { SlackResult } from '../../delivery/slack-port.ts'

/** Every way in which a call ends without success. */
export type SlackFailure = Exclude<SlackResult<never>, { readonly status: 'ok' }>

/** Slack's words for "never", by what they mean to people: https://docs.slack.dev/reference/methods/chat.postMessage */
const refusals: Readonly<Record<string, DeliveryRefusal>> = {
  not_in_channel: 'not-in-channel',
  channel_not_found: 'channel-gone',
  channel_is_archived: 'archived',
  is_archived: 'archived',
  is_inactive: 'archived',
  posting_to_channel_denied: 'archived',
  message_not_found: 'message-gone',
  thread_not_found: 'message-gone',
  cannot_reply_to_message: 'message-gone',
  cant_update_message: 'message-gone',
  edit_window_closed: 'message-gone',
  token_revoked: 'token-revoked',
  token_expired: 'token-revoked',
  account_inactive: 'token-revoked',
  invalid_auth: 'token-revoked',
  not_authed: 'token-revoked',
  invalid_blocks: 'invalid-content',
  invalid_blocks_format: 'invalid-content',
  invalid_arguments: 'invalid-content',
  msg_blocks_too_long: 'invalid-content',
  msg_too_long: 'invalid-content',
  no_text: 'invalid-content',
  metadata_too_large: 'invalid-content',
}

/** Trouble on Slack's side: "it's possible some aspect of the operation succeeded before the error was raised". */
const unclearErrors = new Set(['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable'])

/** Codes of connections that never came to be: nothing was sent. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** What an error of the client means for the sender. */
export function failureOf(error: unknown): SlackFailure {
  if (error instanceof WebAPIRateLimitedError) return { status: 'limited', retryAfterMs: error.retryAfter * 1000 }
  if (error instanceof WebAPIPlatformError) return platformFailure(error.data.error)
  if (error instanceof WebAPIHTTPError) return httpFailure(error.statusCode)
  if (error instanceof WebAPIRequestError) return requestFailure(error.original)
  const message = error instanceof Error ? error.message : String(error)
  // A 429 without Retry-After is a plain error.
  if (message.includes('Retry header did not contain')) return { status: 'limited', retryAfterMs: 30_000 }
  return { status: 'failed', message }
}

function platformFailure(code: string): SlackFailure {
  if (code === 'ratelimited' || code === 'rate_limited') return { status: 'limited', retryAfterMs: 30_000 }
  if (unclearErrors.has(code)) return { status: 'unclear', message: code }
  // Whatever else Slack says "no" to (restricted_action, missing_scope, …) stays no.
  return { status: 'refused', refusal: refusals[code] ?? 'forbidden', message: code }
}

/** A gateway's error tells nothing about what happened behind it. */
function httpFailure(status: number): SlackFailure {
  return { status: status >= 500 ? 'unclear' : 'failed', message: `HTTP ${status}` }
}

function requestFailure(original: Error): SlackFailure {
  const code = networkCode(original)
  return { status: neverSent.has(code) ? 'failed' : 'unclear', message: code || reasonOf(original) }
}

/** `fetch failed` says nothing; what is beneath it does. */
function reasonOf(error: Error): string {
  if (error.name === 'TimeoutError') return 'no answer in time'
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message
}

/** The system's code beneath `fetch failed`; empty if there is none. */
function networkCode(error: Error): string {
  const { cause } = error
  if (cause instanceof AggregateError && cause.errors[0] instanceof Error)
    return codeOf(cause.errors[0]) || codeOf(cause)
  return codeOf(cause)
}

function codeOf(value: unknown): string {
  return value instanceof Error && 'code' in value && typeof value.code === 'string' ? value.code : ''
}
