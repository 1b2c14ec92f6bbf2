import { type App, SocketModeReceiver } from '@slack/bolt'
import type { Log } from '../../log.ts'
import type { Clock } from '../../queue/clock.ts'
import { clientOptions, slackLogger } from './client.ts'
import { startError } from './identity.ts'
import { SlackStartError } from './start-error.ts'

/** One connection of Socket Mode that is kept up. */
export interface SocketLink {
  readonly receiver: SocketModeReceiver
  /** Connects for the first time. Throws `SlackStartError`; afterwards the link mends itself. */
  start(): Promise<void>
  isConnected(): boolean
  stop(): Promise<void>
}

/** How Socket Mode is connected. */
export interface SocketLinkOptions {
  readonly appToken: string
  readonly apiUrl: string
  readonly log: Log
  readonly clock: Clock
  /** Told once when the app-level token no longer works: nothing but a person can mend that. */
  readonly onFatal: (error: SlackStartError) => void
}

/** Getting a URL, connecting and hearing "hello". */
const connectLimitMs = 15_000
const backoffMs = { first: 500, cap: 30_000 }

/** A connection that ended sooner counts as a failure: connecting again at once would go round and round. */
const shortestMs = 2_000

/**
 * The SDK's own reconnecting waits five seconds after every routine refresh, and ends the process when Slack refuses the
 * token or is out of reach for a while. So it is switched off, and this connects again: at once after a refresh, later and
 * later after failures.
 */
export function createSocketLink(options: SocketLinkOptions): SocketLink {
  const { appToken, apiUrl, log, clock, onFatal } = options
  const receiver = new SocketModeReceiver({
    appToken,
    logger: slackLogger(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions({ apiUrl, log }, { timeoutMs: 10_000, retries: 0 }) },
  })
  let connected = false
  let stopped = false
  let loop = Promise.resolve()

  async function connect(): Promise<void> {
    await withLimit(receiver.client, clock)
    connected = true
    // Registered in the same turn, so that no end of this connection is missed.
    const ended = new Promise<void>((resolve) => receiver.client.once('disconnected', () => resolve()))
    const since = clock.now()
    loop = ended.then(() => {
      connected = false
      return reconnect(clock.now() - since < shortestMs ? 1 : 0)
    })
  }

  async function reconnect(failuresBefore: number): Promise<void> {
    for (let failures = failuresBefore; !stopped; failures += 1) {
      await pause(failures, clock)
      if (stopped) return
      try {
        return await connect()
      } catch (error) {
        const problem = startError(error, 'SLACK_APP_TOKEN', apiUrl)
        if (problem.kind === 'config') return onFatal(problem)
        log.warn('Socket Mode could not reconnect yet', { reason: problem.message, failures: failures + 1 })
      }
    }
  }

  return {
    receiver,
    isConnected: () => connected,
    async start() {
      await connect().catch((error: unknown) => {
        throw error instanceof SlackStartError ? error : startError(error, 'SLACK_APP_TOKEN', apiUrl)
      })
    },
    async stop() {
      stopped = true
      if (!connected) return
      await receiver.client.disconnect()
      await loop
    },
  }
}

/** Binds further connections to the same app: whatever arrives on any of them is handled alike. */
export function bind(app: App, links: readonly SocketLink[]): void {
  for (const { receiver } of links) receiver.init(app)
}

async function pause(failures: number, clock: Clock): Promise<void> {
  if (failures === 0) return
  const delayMs = Math.min(backoffMs.cap, backoffMs.first * 2 ** (failures - 1))
  await new Promise<void>((resolve) => clock.after(delayMs, resolve))
}

type Client = SocketModeReceiver['client']

/** `start` waits for "hello" without a limit of its own. */
async function withLimit(client: Client, clock: Clock): Promise<void> {
  let cancel = () => {}
  const overdue = new Promise<never>((_, reject) => {
    cancel = clock.after(connectLimitMs, () => reject(new Error(`no connection after ${connectLimitMs / 1000} s`)))
  })
  try {
    await Promise.race([client.start(), overdue])
  } catch (error) {
    await client.disconnect().catch(() => {})
    throw error ?? new Error('the connection was closed before it was ready')
  } finally {
    cancel()
  }
}
