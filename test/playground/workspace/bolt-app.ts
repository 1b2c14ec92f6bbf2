import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import type { Workspace } from '../../../src/playground/workspace/workspace.ts'

export type Mode = 'http' | 'socket'

export const modes: readonly Mode[] = ['http', 'socket']

/** A logger that says nothing: the tests provoke errors on purpose. */
const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  setName() {},
  getLevel: () => LogLevel.ERROR,
}

const clientOptions = (slack: Workspace) => ({
  slackApiUrl: slack.apiUrl,
  retryConfig: { retries: 0 },
  timeout: 10_000,
  logger: quiet,
})

/** The real Web API client, which never retries. */
export function webClient(slack: Workspace, token: string = slack.app.token): WebClient {
  return new WebClient(token, clientOptions(slack))
}

/** The real Bolt, connected to the workspace; `stop` ends it. */
export async function startBolt(slack: Workspace, mode: Mode, configure: (app: App) => void): Promise<Running> {
  return mode === 'http' ? startHttp(slack, configure) : startSocketMode(slack, configure)
}

interface Running {
  stop(): Promise<void>
}

async function startHttp(slack: Workspace, configure: (app: App) => void) {
  const { token, signingSecret } = slack.app
  const receiver = new HTTPReceiver({ signingSecret, logger: quiet })
  const app = new App({
    token,
    receiver,
    clientOptions: clientOptions(slack),
    logger: quiet,
    deferInitialization: true,
  })
  configure(app)
  await app.init()
  const server = await app.start({ port: 0, host: '127.0.0.1' })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('Bolt listens on no port')
  slack.sendTo(`http://127.0.0.1:${address.port}/slack/events`)
  return {
    async stop() {
      await app.stop()
    },
  }
}

/** `clientPingTimeout`: how long Bolt waits for a pong, and before it reconnects. */
export async function startSocketMode(
  slack: Workspace,
  configure: (app: App) => void,
  clientPingTimeout = 5_000,
): Promise<Running> {
  const { token, appToken } = slack.app
  const installerOptions = { clientOptions: clientOptions(slack) }
  const receiver = new SocketModeReceiver({ appToken, logger: quiet, installerOptions, clientPingTimeout })
  const app = new App({
    token,
    receiver,
    clientOptions: clientOptions(slack),
    logger: quiet,
    deferInitialization: true,
  })
  configure(app)
  await app.init()
  await app.start()
  return {
    async stop() {
      await app.stop()
    },
  }
}

/** The error that Slack answered to a call that must fail. */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  return (await failureOf(call)).error
}

interface Failure {
  readonly error: string
  readonly needed?: string
  readonly provided?: string
  readonly response_metadata?: { readonly messages?: readonly string[] }
}

/** The whole answer to a call that must fail. */
export async function failureOf(call: Promise<unknown>): Promise<Failure> {
  try {
    await call
  } catch (error) {
    if (error instanceof Error && 'data' in error) return error.data as Failure
    throw error
  }
  throw new Error('the call succeeded')
}
