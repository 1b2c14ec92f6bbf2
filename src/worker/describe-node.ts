import type { ClusterReader } from '../collectors/cluster-reader.ts'
import type { Permission } from '../collectors/collector.ts'
import { ReadError } from '../collectors/read-error.ts'
import { readJson } from '../collectors/read-json.ts'
import { readPages } from '../collectors/read-pages.ts'
import { within } from '../collectors/within.ts'
import type { EpochMs } from '../diagnosis/evidence.ts'
import { redactData } from '../redaction/index.ts'
import type { NotRead } from '../report/describe-node/described-objects.ts'
import { describeNode } from '../report/describe-node.ts'
import { observeClusterClock } from './cluster-clock.ts'
import { eventsOf } from './describe-node/event-object.ts'
import { leaseObject, nodeObject } from './describe-node/node-object.ts'
import { podObject } from './describe-node/pod-object.ts'

/** What a full description asks of RBAC: no more than a diagnosis reads anyway. */
export const describePermissions: readonly Permission[] = [
  { group: '', resource: 'events', verb: 'list' },
  { group: '', resource: 'nodes', verb: 'get' },
  { group: '', resource: 'pods', verb: 'list' },
  { group: 'coordination.k8s.io', resource: 'leases', verb: 'get', namespace: 'kube-node-lease' },
]

/** How to read what is described. */
export interface DescribeOptions {
  /** The local clock; ages are counted by the cluster's own, as far as it tells. */
  readonly now: () => EpochMs
  /** Ends the reading; what was read until then is described, if the Node is among it. */
  readonly signal: AbortSignal
  /** Limit for each of the four reads in milliseconds; default 10 s. */
  readonly timeoutMs?: number
}

/** Pages of pods and of Events: four times what Kubernetes recommends at most for a node, and more Events than help. */
const pages = { pageSize: 500, mostPages: 4 }

/**
 * The text that `kubectl describe node` prints, without secrets: the job `describe`. Throws `ReadError` when the Node itself
 * could not be read; other parts that are missing are said in the text.
 */
export async function runDescribe(name: string, read: ClusterReader, options: DescribeOptions): Promise<string> {
  const clock = observeClusterClock(read, options.now)
  const parts = partReader(name, clock.read, options)
  const [node, lease, pods, events] = await Promise.all([
    parts.node().catch((error) => {
      throw asReadError(error)
    }),
    parts.lease().catch(notRead),
    parts.pods().catch(notRead),
    parts.events().catch(notRead),
  ])
  const described = {
    node: nodeObject(node),
    lease,
    pods,
    events: 'items' in events ? { ...events, items: eventsOf(node, events.items) } : events,
  }
  return describeNode(redactData(described), clock.toClusterTime(options.now()))
}

/** The four reads, as kubectl makes them. */
function partReader(name: string, read: ClusterReader, { signal, timeoutMs = 10_000 }: DescribeOptions) {
  const path = encodeURIComponent(name)
  const limited = <T>(work: (signal: AbortSignal) => Promise<T>) => within(timeoutMs, signal, work)
  const list = (resource: string, selector: string) => {
    const query = `/api/v1/${resource}?fieldSelector=${encodeURIComponent(selector)}`
    return limited((limit) => readPages(read, query, { ...pages, signal: limit }))
  }
  return {
    node: () => limited((limit) => readJson(read, `/api/v1/nodes/${path}`, { signal: limit })),
    async lease() {
      const leasePath = `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${path}`
      return leaseObject(await limited((limit) => readJson(read, leasePath, { signal: limit })))
    },
    async pods() {
      const unfinished = `spec.nodeName=${name},status.phase!=Succeeded,status.phase!=Failed`
      const { items, complete } = await list('pods', unfinished)
      return { items: items.map(podObject), complete }
    },
    events: () => list('events', `involvedObject.kind=Node,involvedObject.name=${name},involvedObject.namespace=`),
  }
}

/** Why a part is missing, in the server's words. */
function notRead(error: unknown): NotRead {
  const { reason, message } = asReadError(error)
  return { reason, message: message.replace(/^GET \S+: \d{3} /, '') }
}

/** The end of the whole job comes as the signal's own reason. Anything else that is no `ReadError` is our mistake. */
function asReadError(error: unknown): ReadError {
  if (error instanceof ReadError) return error
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')) {
    return new ReadError('timeout', 'the reading was ended before it answered', { outcome: 'timeout', cause: error })
  }
  throw error
}
