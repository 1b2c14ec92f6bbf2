import { App, HTTPReceiver, type Receiver } from '@slack/bolt'
import type { Log } from '../../log.ts'
import type { Clock } from '../../queue/clock.ts'
import { clientOptions, slackLogger } from './client.ts'
import { type HttpFront, openHttpFront, type Readiness } from './http-front.ts'
import type { SlackIdentity } from './identity.ts'
import { bind, createSocketLink, type SocketLink } from './socket-link.ts'
import type { SlackStartError } from './start-error.ts'

/** Where Slack's requests arrive in HTTP mode; the app's settings in Slack name it. */
const requestPath = '/slack/events'

/** Who the bot is, and how Slack reaches it. */
export interface BoltOptions {
  readonly token: string
  readonly apiUrl: string
  readonly mode:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string }
  readonly identity: SlackIdentity
  readonly listen: { readonly host: string; readonly port: number }
  readonly log: Log
  readonly clock: Clock
  /** What `/readyz` adds to the state of the connection. */
  readonly parts: () => Readiness['parts']
  readonly onFatal: (error: SlackStartError) => void
}

/** The app and its connection to Slack. */
export interface BoltEdge {
  /** Listeners are registered on this before `start`. */
  readonly app: App
  /** Throws `SlackStartError`. Resolves with the port of our HTTP server. */
  start(): Promise<number>
  isConnected(): boolean
  stop(): Promise<void>
}

/** Slack refreshes a connection now and then; commands that come meanwhile go over the other one. */
const connections = 2

/** Bolt, ready to be given listeners; nothing is heard before it is started. */
export function createBolt(options: BoltOptions): BoltEdge {
  const { mode } = options
  return mode.kind === 'http' ? httpEdge(options, mode.signingSecret) : socketEdge(options, mode.appToken)
}

function httpEdge(options: BoltOptions, signingSecret: string): BoltEdge {
  const logger = slackLogger(options.log)
  const receiver = new HTTPReceiver({ signingSecret, endpoints: requestPath, logger })
  const app = createApp(options, receiver)
  let front: HttpFront | undefined
  return {
    app,
    isConnected: () => front !== undefined,
    async start() {
      await app.init()
      front = await openHttpFront({ ...frontOptions(options, () => true), slack: receiver.requestListener })
      return front.port
    },
    async stop() {
      const open = front
      front = undefined
      await open?.close()
    },
  }
}

function socketEdge(options: BoltOptions, appToken: string): BoltEdge {
  const links: SocketLink[] = Array.from({ length: connections }, () => createSocketLink({ ...options, appToken }))
  const [first] = links
  if (!first) throw new Error('Socket Mode without connections')
  const app = createApp(options, first.receiver)
  const isConnected = () => links.some((link) => link.isConnected())
  let front: HttpFront | undefined
  return {
    app,
    isConnected,
    async start() {
      await app.init()
      bind(app, links)
      for (const link of links) await link.start()
      front = await openHttpFront(frontOptions(options, isConnected))
      return front.port
    },
    async stop() {
      await Promise.all([front?.close(), ...links.map((link) => link.stop())])
    },
  }
}

function createApp({ token, identity, log, apiUrl }: BoltOptions, receiver: Receiver): App {
  const app = new App({
    token,
    receiver,
    // Known already: otherwise Bolt would ask auth.test again, without these on every event.
    tokenVerificationEnabled: false,
    botId: identity.botId,
    botUserId: identity.botUser,
    clientOptions: clientOptions({ apiUrl, log }, { timeoutMs: 5_000, retries: 0 }),
    logger: slackLogger(log),
    deferInitialization: true,
  })
  app.error(async (error) => log.error('A Slack request could not be handled', { error }))
  return app
}

function frontOptions({ listen, clock, log, parts }: BoltOptions, isConnected: () => boolean) {
  const readiness = () => ({
    ready: isConnected(),
    parts: { slack: isConnected() ? 'connected' : 'reconnecting', ...parts() },
  })
  return { ...listen, now: clock.now, log, readiness }
}
