import { createDirectory } from './access/directory.ts'
import { createGate, groupsOf } from './access/gate.ts'
import { createSystemClock } from './adapters/clock.ts'
import { type ClusterPool, createClusterPool } from './adapters/clusters.ts'
import type { ConnectOptions } from './adapters/kubernetes.ts'
import { createBolt } from './adapters/slack/bolt.ts'
import { createClient } from './adapters/slack/client.ts'
import { identify, type SlackIdentity } from './adapters/slack/identity.ts'
import { createPeopleSource } from './adapters/slack/people.ts'
import { createSlackPort } from './adapters/slack/port.ts'
import { SlackStartError } from './adapters/slack/start-error.ts'
import { createWhisper } from './adapters/slack/whisper.ts'
import type { ServiceConfig } from './config/service.ts'
import { drain } from './delivery/drain.ts'
import type { Ledger } from './delivery/ledger.ts'
import { createLimiter } from './delivery/limiter.ts'
import { createMemoryLedger } from './delivery/memory-ledger.ts'
import { createSender } from './delivery/sender.ts'
import { commands } from './intake/commands/index.ts'
import { createFollowUp } from './intake/follow-up.ts'
import { type ListenPorts, listen } from './intake/listen.ts'
import { createRefusalDesk, type RefusalDesk } from './intake/refusal-desk.ts'
import type { Log } from './log.ts'
import type { Clock } from './queue/clock.ts'
import { createEmbeddedQueue } from './queue/embedded-queue.ts'
import type { DiagnosisQueue } from './queue/queue.ts'
import { within } from './queue/within.ts'
import { version } from './version.ts'
import { createAnnouncer } from './worker/announce.ts'
import { createJobHandler } from './worker/handle-job.ts'
import { createInventory } from './worker/inventory.ts'
import type { DiagnosisRun } from './worker/run-diagnosis.ts'
import { createMemoryStore, type RunStore } from './worker/run-store.ts'

/** What the service needs besides its configuration. */
export interface ServiceOptions {
  readonly config: ServiceConfig
  /** How kubeconfigs, pods and proxies are found, as for the command line. */
  readonly kubernetes: ConnectOptions['env']
  readonly log: Log
  readonly clock?: Clock
  /** How long the sender waits for an answer of Slack; 15 s by default. */
  readonly sendTimeoutMs?: number
}

/** A running service. */
export interface Service {
  /** Of `/healthz`, `/readyz`, and in HTTP mode of Slack's requests. */
  readonly port: number
  readonly identity: SlackIdentity
  /** Whether waiting questions and results survive a restart. */
  readonly durable: boolean
  /** Resolves when the service cannot go on, e.g. because Slack revoked the token. */
  readonly fatal: Promise<SlackStartError>
  /** Stops taking requests, finishes what is under way as far as `graceMs` allows, and closes everything. */
  stop(graceMs: number): Promise<void>
}

/** Diagnoses at a time, and the limit for the reading of one. */
const work = { concurrency: 8, timeoutMs: 30_000 }

/** What every part of the wiring works with. */
interface Base {
  readonly options: ServiceOptions
  readonly clock: Clock
  readonly identity: SlackIdentity
  readonly clusters: ClusterPool
  readonly ledger: Ledger
  readonly queue: DiagnosisQueue
  readonly runs: RunStore
  readonly refusals: RefusalDesk
  readonly fail: (error: SlackStartError) => void
}

/** Wires and starts everything. Throws `SlackStartError` with one line for a person. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { config, kubernetes, clock = createSystemClock() } = options
  const identity = await identify(slackClient(options, 10_000, 1), config.slack.apiUrl)
  let fail: Base['fail'] = () => {}
  const fatal = new Promise<SlackStartError>((resolve) => {
    fail = resolve
  })
  const base: Base = {
    options,
    clock,
    identity,
    clusters: createClusterPool(config.clusters, kubernetes),
    ledger: createMemoryLedger(),
    queue: createEmbeddedQueue(clock),
    runs: createMemoryStore<DiagnosisRun>(clock.now),
    refusals: createRefusalDesk(identity.botUser),
    fail: (error) => fail(error),
  }
  const sender = startSender(base)
  const worker = startWorker(base)
  const edge = createEdge(base)
  const stop = async (graceMs: number) => {
    const until = clock.now() + graceMs
    const left = () => Math.max(0, until - clock.now())
    await within(edge.stop(), left(), clock)
    await worker.stop(left())
    await drain(base.ledger, clock, left())
    await within(sender.stop(), left(), clock)
    await base.clusters.close()
  }
  try {
    return { port: await edge.start(), identity, durable: base.queue.durable, fatal, stop }
  } catch (error) {
    await stop(1_000)
    throw error
  }
}

function slackClient({ config: { slack }, log }: ServiceOptions, timeoutMs: number, retries: number) {
  return createClient({ token: slack.botToken, apiUrl: slack.apiUrl, log }, { timeoutMs, retries })
}

/** Desired messages → Slack. Its client is its own: a storm of posts must not hold up anything else. */
function startSender({ options, clock, ledger, refusals, fail }: Base) {
  const { log } = options
  const sender = createSender({
    ledger,
    clock,
    slack: createSlackPort(slackClient(options, options.sendTimeoutMs ?? 15_000, 0), clock.now),
    limiter: createLimiter(),
    onRefused(item, delivered, message) {
      log.warn('Slack refused a message for good', { key: item.desired.key, refused: delivered.refused, message })
      refusals.onRefused(item, delivered)
      if (delivered.refused !== 'token-revoked') return
      fail(new SlackStartError('config', `SLACK_BOT_TOKEN: Slack no longer accepts the token (${message})`))
    },
    onTrouble: ({ method, channel }, result) =>
      log.info('A call to Slack did not work', { method, channel, ...result }),
  })
  sender.start()
  return sender
}

/** Jobs → runs, and what everybody is told of them. */
function startWorker({ clock, clusters, ledger, queue, runs }: Base) {
  const descriptions = createMemoryStore<string>(clock.now)
  const { connectTo } = clusters
  queue.listen(createAnnouncer({ ledger, runs, descriptions }))
  const handler = createJobHandler({ connectTo, runs, descriptions, now: clock.now, timeoutMs: work.timeoutMs })
  return queue.work(handler, { concurrency: work.concurrency })
}

/** Slack → questions. */
function createEdge(base: Base) {
  const { options, clock, identity, queue, fail } = base
  const { config, log } = options
  const { slack, listen: address } = config
  const edge = createBolt({
    token: slack.botToken,
    apiUrl: slack.apiUrl,
    mode: slack.mode,
    identity,
    listen: address,
    log,
    clock,
    parts: () => ({ state: queue.durable ? 'durable' : 'in memory, lost on restart' }),
    onFatal: fail,
  })
  const work = createFollowUp(clock)
  listen(edge.app, intakePorts(base, work.later))
  return {
    start: edge.start,
    async stop() {
      await edge.stop()
      await work.done()
    },
  }
}

function intakePorts(base: Base, later: ListenPorts['later']): ListenPorts {
  const { options, clock, identity, clusters, ledger, queue, runs, refusals } = base
  const { config, log } = options
  const source = createPeopleSource(slackClient(options, 5_000, 1), identity)
  const rules = config.access
  const directory = createDirectory({ source, groups: groupsOf(rules), now: clock.now })
  return {
    queue,
    ledger,
    runs,
    refusals,
    clock,
    log,
    commands,
    later,
    gate: createGate({ directory, rules, onFailure: (user, error) => log.warn('A lookup failed', { user, error }) }),
    inventory: createInventory({ connectTo: clusters.connectTo, clock }),
    whisper: createWhisper(slackClient(options, 4_000, 0), log),
    clusters: config.clusters.map(({ name }) => name),
    about: { version, botUser: identity.botUser, connection: connectionOf(config) },
  }
}

function connectionOf({ slack }: ServiceConfig): string {
  return slack.mode.kind === 'socket' ? 'Socket Mode' : 'HTTP'
}
