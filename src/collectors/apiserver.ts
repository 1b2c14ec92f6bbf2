import type { EpochMs } from '../diagnosis/evidence.ts'
import type { ReachOutcome } from '../diagnosis/facts/kubelet.ts'
import type { Collector, CollectRequest, Permission } from './collector.ts'
import { type HealthCheck, parseHealthChecks } from './health-checks.ts'
import { type Asked, foreignAnswer } from './kubernetes-answer.ts'
import { ReadError } from './read-error.ts'
import { answerMessage } from './read-json.ts'
import { within } from './within.ts'

/** One request and how it ended: also the answer to "what was tried, and how did each fail". */
export interface Attempt {
  readonly path: string
  readonly outcome: ReachOutcome
  /** HTTP status, 0 without an answer. */
  readonly status: number
  /** Empty for 200. */
  readonly message: string
  readonly tookMs: number
}

/** What the API server says about itself, in whatever state it is. */
export interface ApiserverData {
  readonly server: string
  /** When the client certificate that we showed ends; absent when we showed none. */
  readonly callerCertificateEnds?: EpochMs
  readonly version: Attempt
  readonly livez: Health
  readonly readyz: Health
  /** A plain GET of one small object that every cluster has. */
  readonly storage: Attempt
}

/** One health endpoint: how the request ended and which of its checks say something. */
export interface Health {
  readonly attempt: Attempt
  /** Failed checks, and those about etcd whatever they say. */
  readonly checks: readonly HealthCheck[]
  /** What `/readyz/etcd` says by itself; empty unless the etcd check fails and we may ask (403 for plain users). */
  readonly etcdDetail: string
}

/** With etcd gone `/readyz?verbose` takes 4.04 s (v1.33), and nothing healthy comes near it. */
const limitMs = 4_500

/** The single check answers in 60 ms even when etcd is gone. */
const detailLimitMs = 1_000

/** Every cluster has it, it is small, and a GET without resourceVersion is served by etcd itself. */
const storedObject = '/api/v1/namespaces/kube-system'

/** Open to all who are logged in (`system:public-info-viewer`), except the single checks. */
const permissions: readonly Permission[] = [
  ...['/livez', '/livez/etcd', '/readyz', '/readyz/etcd', '/version'].map(
    (path): Permission => ({ path, verb: 'get' }),
  ),
  { group: '', resource: 'namespaces', verb: 'get', name: 'kube-system' },
]

/** Asks the API server how it is. A dead one is evidence, not a gap. */
export const apiserverCollector: Collector<ApiserverData> = {
  source: 'apiserver',
  role: 'read',
  permissions,
  targets: ['node', 'control-plane', 'cluster'],
  deadlineMs: 6_500,
  async collect(request) {
    const [version, livez, readyz, storage] = await Promise.all([
      attempt(request, '/version', 'version'),
      health(request, '/livez'),
      health(request, '/readyz'),
      attempt(request, storedObject, 'namespace'),
    ])
    const { server, callerCertificateEnds } = request.read
    const own = callerCertificateEnds === undefined ? {} : { callerCertificateEnds }
    return { server, ...own, version: version.attempt, livez, readyz, storage: storage.attempt }
  },
}

async function health(request: CollectRequest, path: string): Promise<Health> {
  const { attempt: result, body } = await attempt(request, `${path}?verbose`, 'health')
  const checks = parseHealthChecks(body)
  const failed = checks.filter(({ ok }) => !ok)
  const message = failed.length > 0 ? `failed: ${failed.map(({ check }) => check).join(', ')}` : result.message
  return {
    attempt: { ...result, message },
    checks: checks.filter(({ check, ok }) => !ok || check.startsWith('etcd')),
    etcdDetail: failed.some(({ check }) => check === 'etcd') ? await etcdDetail(request, path) : '',
  }
}

async function etcdDetail(request: CollectRequest, path: string): Promise<string> {
  const { attempt: result } = await attempt(request, `${path}/etcd`, 'health', detailLimitMs)
  return result.status >= 500 ? result.message : ''
}

/** One GET whose every end is a result, except that we ourselves are not set up to ask. */
async function attempt(
  { read, signal, now }: CollectRequest,
  path: string,
  asked: Asked,
  limit = limitMs,
): Promise<{ readonly attempt: Attempt; readonly body: string }> {
  const startedAt = now()
  const accept = asked === 'health' ? 'text' : 'json'
  const ended = await orLostConnection(signal, () =>
    within(limit, signal, (own) => read.get(path, { signal: own, accept, maxBytes: 262_144 })),
  )
  const tookMs = now() - startedAt
  if (!('status' in ended)) return { attempt: { path, status: 0, tookMs, ...ended }, body: '' }
  const { status, body } = ended
  const foreign = foreignAnswer(asked, ended)
  if (foreign) {
    const message = `what answers at ${read.server} is no Kubernetes API server (${foreign})`
    return { attempt: { path, outcome: 'foreign', status, message, tookMs }, body: '' }
  }
  const ok = status === 200
  const message = ok ? '' : answerMessage(ended)
  return { attempt: { path, outcome: ok ? 'ok' : 'http-error', status, message, tookMs }, body }
}

/**
 * Errors about a connection say how it ended; all others are about us (a credential plugin that fails), thus a gap. When
 * the whole diagnosis ends before an answer, that the server was silent until then is worth handing in.
 */
async function orLostConnection<T>(parent: AbortSignal, work: () => Promise<T>): Promise<T | LostConnection> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ReadError && error.outcome) return { outcome: error.outcome, message: error.message }
    // Longer than anything that an API server says to these questions.
    if (error instanceof ReadError && error.reason === 'invalid') {
      return { outcome: 'foreign', message: `what answers is no Kubernetes API server (${error.message})` }
    }
    if (parent.aborted) return { outcome: 'timeout', message: 'no answer until the diagnosis ended' }
    throw error
  }
}

interface LostConnection {
  readonly outcome: ReachOutcome
  readonly message: string
}
