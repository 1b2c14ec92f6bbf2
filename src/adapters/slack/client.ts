import { type LogLevel, WebClient } from '@slack/web-api'
import type { Log } from '../../log.ts'

/** How to reach the Web API. */
export interface SlackAccess {
  readonly token: string
  readonly apiUrl: string
  readonly log: Log
}

/** How long and how often a call is tried. */
export interface ClientLimits {
  /** The client's own default is to wait for ever. */
  readonly timeoutMs: number
  /** The client's own default is ten tries in half an hour. */
  readonly retries: number
}

/**
 * Options for one client. Made anew for each: clients write their token into shared `headers`, and Socket Mode writes
 * its own patience into a shared `retryConfig`.
 */
export function clientOptions({ apiUrl, log }: Omit<SlackAccess, 'token'>, { timeoutMs, retries }: ClientLimits) {
  return {
    slackApiUrl: apiUrl,
    timeout: timeoutMs,
    retryConfig: { retries, minTimeout: 300, maxTimeout: 1_000 },
    // A 429 must not pause every other call of the client; whoever calls decides what waits.
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: slackLogger(log),
  }
}

/** Slack's own client, with our limits. */
export function createClient(access: SlackAccess, limits: ClientLimits): WebClient {
  return new WebClient(access.token, clientOptions(access, limits))
}

/**
 * The SDK's words for our log. It logs whole bodies at debug level, so that level is never passed on; and it says
 * "error" for every failed call, which we judge ourselves.
 */
export function slackLogger(log: Log) {
  const say =
    (level: 'info' | 'warn') =>
    (...words: unknown[]) =>
      log[level]('Slack client', { says: words.map(String).join(' ').slice(0, 500) })
  return {
    debug() {},
    info: () => {},
    warn: say('info'),
    error: say('warn'),
    setLevel() {},
    setName() {},
    getLevel: () => 'info' as LogLevel,
  }
}
