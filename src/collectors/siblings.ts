import type { EpochMs } from '../diagnosis/evidence.ts'
import type { ConditionStatus } from '../diagnosis/facts/node.ts'
import { defaultLeaseSeconds } from '../diagnosis/silence.ts'
import type { Collector, CollectRequest } from './collector.ts'
import { asList, asNumber, asText, asTime, at, type JsonRecord } from './kube-json.ts'
import { type MissedPart, orMissed } from './missed-part.ts'
import { type NodeRow, parseNodeTable } from './node-table.ts'
import { readJson } from './read-json.ts'
import { within } from './within.ts'

/** All nodes, slim. */
export interface SiblingsData {
  readonly nodes: readonly Sibling[]
  /** Nodes in the cluster, also those that were not read. */
  readonly total: number
  /** What else could not be read: the Leases, or suspects. */
  readonly missed?: readonly MissedPart[]
}

/** One node: its row, and for some the Ready condition and the Lease. */
export interface Sibling extends NodeRow {
  readonly ready?: ReadyCondition
  readonly lease?: { readonly renewedAt: EpochMs; readonly seconds: number }
}

/** The Ready condition as the Node object has it. */
interface ReadyCondition {
  readonly status: ConditionStatus
  readonly reason: string
  readonly message: string
  readonly changedAt?: EpochMs
}

/** Requests for everything here, so that a diagnosis stays under 25: pages first, one list of Leases, the rest suspects. */
const requests = 7

/** Five pages are 5,000 nodes; a row with its metadata is 2 to 5 kB, a page of JSON at most some 5 MB. */
const page = { rows: 1_000, most: 5, bytes: 32 * 1024 * 1024 }

/** A larger cluster that pages slowly is judged by the pages that came in this time. */
const pagingMs = 3_500

/** A suspect that is not read in time is known from the Table at least. */
const suspectMs = 2_000

/** A sample of the Leases is enough in larger clusters: it tells whether nodes still write. */
const leasesPath = '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases?limit=500'

/**
 * Reads the nodes as a `Table`, which is a tenth of the objects. It prints Unknown as NotReady, and Ready for a node that
 * nobody marks any more: so some suspects are read in full, and one page of Leases.
 */
export const siblingsCollector: Collector<SiblingsData> = {
  source: 'siblings',
  role: 'read',
  permissions: [
    { group: '', resource: 'nodes', verb: 'list' },
    { group: '', resource: 'nodes', verb: 'get' },
    { group: 'coordination.k8s.io', resource: 'leases', verb: 'list', namespace: 'kube-node-lease' },
  ],
  targets: ['node', 'control-plane', 'cluster'],
  deadlineMs: 6_000,
  async collect(request) {
    const [{ rows, total, pages }, leases] = await Promise.all([readRows(request), readLeases(request)])
    const suspects = await readSuspects(request, rows, requests - pages - 1)
    const nodes = rows.map((row) => ({ ...row, ready: suspects.of.get(row.name), lease: leases.of.get(row.name) }))
    const missed = [...leases.missed, ...suspects.missed]
    return { nodes, total, ...(missed.length > 0 && { missed }) }
  },
}

async function readRows({ read, signal, now }: CollectRequest) {
  const rows: NodeRow[] = []
  const startedAt = now()
  let next = ''
  let pages = 0
  let remaining = 0
  do {
    const path = `/api/v1/nodes?limit=${page.rows}${next && `&continue=${encodeURIComponent(next)}`}`
    const json = await readJson(read, path, { signal, accept: 'table', maxBytes: page.bytes })
    const table = parseNodeTable(json)
    rows.push(...table.rows)
    next = table.next
    remaining = table.remaining
    pages += 1
  } while (next !== '' && pages < page.most && now() - startedAt < pagingMs)
  return { rows, total: rows.length + (next === '' ? 0 : remaining), pages }
}

/** Something of each node that may be missing, and why. */
interface ByNode<T> {
  readonly of: ReadonlyMap<string, T>
  readonly missed: readonly MissedPart[]
}

/** Without permission for Leases the conditions have to do. */
async function readLeases({ read, signal }: CollectRequest): Promise<ByNode<Sibling['lease']>> {
  const list = await orMissed(signal, () => readJson(read, leasesPath, { signal }))
  if (isMissed(list)) return { of: new Map(), missed: [list] }
  const entries = asList(at(list, 'items')).flatMap((lease) => {
    const renewedAt = asTime(at(lease, 'spec', 'renewTime'))
    const seconds = asNumber(at(lease, 'spec', 'leaseDurationSeconds')) ?? defaultLeaseSeconds
    return renewedAt === undefined ? [] : [[asText(at(lease, 'metadata', 'name')), { renewedAt, seconds }] as const]
  })
  return { of: new Map(entries), missed: [] }
}

/** The Ready conditions of a few suspects. They fail alike, so the first failure tells. */
async function readSuspects(
  { read, signal, target }: CollectRequest,
  rows: readonly NodeRow[],
  most: number,
): Promise<ByNode<ReadyCondition | undefined>> {
  const others = rows.filter(({ name }) => target.kind !== 'node' || target.name !== name)
  const suspects = others.filter(({ status }) => !/^Ready(,|$)/.test(status))
  const answers = spread(suspects, Math.max(most, 1)).map(async ({ name }) => {
    const path = `/api/v1/nodes/${encodeURIComponent(name)}`
    const node = await orMissed(signal, () => within(suspectMs, signal, (own) => readJson(read, path, { signal: own })))
    return { name, node }
  })
  const nodes = await Promise.all(answers)
  const missed = nodes.flatMap(({ node }) => (isMissed(node) && node.reason !== 'not-found' ? [node] : []))
  return { of: new Map(nodes.map(({ name, node }) => [name, readyCondition(node)])), missed: missed.slice(0, 1) }
}

/** A Kubernetes object has a kind; what was missed has none. */
function isMissed(answer: JsonRecord | MissedPart): answer is MissedPart {
  return !('kind' in answer)
}

/** Some from all over the list, not the first ones: names follow zones and pools. */
function spread<T>(list: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, list.length / most)
  return list.filter((_, index) => Math.floor(index / step) > Math.floor((index - 1) / step))
}

function readyCondition(node: unknown): ReadyCondition | undefined {
  const ready = asList(at(node, 'status', 'conditions')).find((condition) => at(condition, 'type') === 'Ready')
  const status = at(ready, 'status')
  if (status !== 'True' && status !== 'False' && status !== 'Unknown') return undefined
  return {
    status,
    reason: asText(at(ready, 'reason')),
    message: asText(at(ready, 'message')).slice(0, 500),
    changedAt: asTime(at(ready, 'lastTransitionTime')),
  }
}
