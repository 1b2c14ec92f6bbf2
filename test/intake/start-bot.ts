import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AccessRules } from '../../src/access/access.ts'
import type { ClusterConfig, ServiceConfig, SlackMode } from '../../src/config/service.ts'
import { loadConfig } from '../../src/config.ts'
import type { Log } from '../../src/log.ts'
import { type Service, startService } from '../../src/main.ts'
import { type ApiServer, startApiServer } from '../../src/playground/cluster/api/server.ts'
import { createAuthority } from '../../src/playground/cluster/certificates.ts'
import { createWorld, type World, type WorldOptions } from '../../src/playground/cluster/world.ts'
import { startWorkspace } from '../../src/playground/workspace/start-workspace.ts'
import type { Workspace, WorkspaceOptions } from '../../src/playground/workspace/workspace.ts'

/** A bot between a simulated workspace and a simulated cluster. */
export interface Bot {
  readonly slack: Workspace
  readonly world: World
  readonly api: ApiServer
  readonly service: Service
  /** Warnings and errors that were logged. */
  readonly logged: readonly string[]
}

export interface BotOptions {
  readonly mode?: SlackMode['kind']
  readonly workspace?: WorkspaceOptions
  readonly world?: WorldOptions
  /** What happened to the cluster before anybody asks. */
  readonly before?: (world: World) => Promise<void> | void
  readonly access?: Partial<AccessRules>
  /** How long the sender waits for Slack. */
  readonly sendTimeoutMs?: number
  /** Further clusters, reached as the first one. */
  readonly clusters?: readonly string[]
}

const openAccess: AccessRules = {
  channels: [],
  allow: { guests: false, strangers: false, bots: false },
  roles: { viewer: [], operator: [], approver: [] },
}

/** Starts a bot over the real wire; `stop` ends it with its workspace and cluster. */
export async function startBot(options: BotOptions = {}): Promise<Bot & { stop(): Promise<void> }> {
  const stops: (() => Promise<unknown>)[] = []
  const slack = await startWorkspace(options.workspace)
  stops.push(() => slack.close())
  const { world, api, kubeconfig } = await startCluster(options, stops)
  const logged: string[] = []
  const config = serviceConfig(slack, options, kubeconfig)
  const { sendTimeoutMs } = options
  const log = collect(logged)
  const service = await startService({ config, kubernetes: loadConfig({}).kubernetes, log, sendTimeoutMs })
  stops.push(() => service.stop(500))
  if (config.slack.mode.kind === 'http') slack.sendTo(`http://127.0.0.1:${service.port}/slack/events`)
  const stop = async () => {
    for (const one of stops.reverse()) await one()
  }
  return { slack, world, api, service, logged, stop }
}

async function startCluster(options: BotOptions, stops: (() => Promise<unknown>)[]) {
  // The world's past lies before now, because the bot judges ages by the server's clock.
  const world = createWorld({ startAt: Date.now() - 600_000, ...options.world })
  await options.before?.(world)
  const api = await startApiServer({ backend: world.backend, certificates: await createAuthority(Date.now()) })
  stops.push(() => api.close())
  const folder = await mkdtemp(join(tmpdir(), 'kubemedic-bot-'))
  stops.push(() => rm(folder, { recursive: true }))
  const kubeconfig = join(folder, 'kubeconfig')
  await writeFile(kubeconfig, api.kubeconfig())
  await api.sync()
  return { world, api, kubeconfig }
}

function serviceConfig(slack: Workspace, options: BotOptions, kubeconfig: string): ServiceConfig {
  const { token, appToken, signingSecret } = slack.app
  const clusters: readonly ClusterConfig[] = ['production', ...(options.clusters ?? [])].map((name) => {
    return { name, kubeconfig }
  })
  return {
    slack: {
      botToken: token,
      apiUrl: slack.apiUrl,
      mode: options.mode === 'socket' ? { kind: 'socket', appToken } : { kind: 'http', signingSecret },
    },
    listen: { host: '127.0.0.1', port: 0 },
    logLevel: 'warn',
    clusters,
    access: { ...openAccess, ...options.access },
  }
}

function collect(logged: string[]): Log {
  const keep = (message: string, fields?: object) => void logged.push(`${message} ${JSON.stringify(fields ?? {})}`)
  return { debug() {}, info() {}, warn: keep, error: keep }
}
