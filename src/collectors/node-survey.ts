import type { EpochMs } from '../diagnosis/evidence.ts'
import type { Collector, CollectRequest } from './collector.ts'
import { listEvents, type SlimEvent } from './event-list.ts'
import { asList, asText, at } from './kube-json.ts'
import { ReadError } from './read-error.ts'
import { readJson } from './read-json.ts'
import { type SlimNode, slimNode } from './slim-node.ts'

/** What the Table of nodes does not tell: pressure and reboots. */
export interface NodeSurveyData {
  /** Pressure conditions that are True, of the nodes that were read. */
  readonly pressures: readonly NodePressure[]
  /** Nodes whose conditions were read and are not Unknown: nobody knows the pressure of a silent node. */
  readonly read: number
  /** False in large clusters: of the nodes that were not read only the Events of the last hour tell. */
  readonly complete: boolean
  /** Events of reboots; of large clusters also those of pressure that began. */
  readonly events: readonly SlimEvent[]
}

/** One pressure condition of one node. */
export interface NodePressure {
  readonly node: string
  readonly type: string
  readonly reason: string
  readonly message: string
  readonly changedAt?: EpochMs
}

/** Whole Node objects, some 5 to 20 kB each, a tenth of that on the wire: one page is what a diagnosis can afford. */
const page = { nodes: 250, bytes: 16 * 1024 * 1024 }

/** Reasons of the kubelet's Events when a pressure condition turns True; an hour is how long the API keeps Events. */
const pressureReasons = ['NodeHasDiskPressure', 'NodeHasInsufficientMemory', 'NodeHasInsufficientPID']

/** Nodes that such an Event names are read, a few of them. */
const suspects = 2

/**
 * Reads the conditions of all nodes of an ordinary cluster. A selector knows neither conditions nor taints, and the Table
 * has no column for them: of a large cluster a page is read, and whom the Events name.
 */
export const nodeSurveyCollector: Collector<NodeSurveyData> = {
  source: 'node-survey',
  role: 'read',
  permissions: [
    { group: '', resource: 'nodes', verb: 'list' },
    { group: '', resource: 'nodes', verb: 'get' },
    { group: '', resource: 'events', verb: 'list' },
  ],
  targets: ['cluster'],
  deadlineMs: 6_000,
  async collect(request) {
    const [{ nodes, complete }, reboots] = await Promise.all([readNodes(request), eventsOf(request, 'Rebooted')])
    if (complete)
      return { pressures: nodes.flatMap(pressuresOf), read: nodes.filter(isKnown).length, complete, events: reboots }
    const begun = (await Promise.all(pressureReasons.map((reason) => eventsOf(request, reason)))).flat()
    const named = await readNamed(request, begun, new Set(nodes.map(({ name }) => name)))
    const all = [...nodes, ...named]
    return {
      pressures: all.flatMap(pressuresOf),
      read: all.filter(isKnown).length,
      complete,
      events: [...reboots, ...begun],
    }
  },
}

async function readNodes({ read, signal }: CollectRequest) {
  const list = await readJson(read, `/api/v1/nodes?limit=${page.nodes}`, { signal, maxBytes: page.bytes })
  const complete = asText(at(list, 'metadata', 'continue')) === ''
  return { nodes: asList(at(list, 'items')).map(slimNode), complete }
}

async function eventsOf(request: CollectRequest, reason: string): Promise<readonly SlimEvent[]> {
  const selector = `involvedObject.kind=Node,reason=${reason}`
  return (await listEvents(request, { selector, pageSize: 250, mostPages: 1, most: 100 })).events
}

/** The newest nodes that Events name and the page did not hold. */
async function readNamed(request: CollectRequest, events: readonly SlimEvent[], known: ReadonlySet<string>) {
  const names = events.toSorted((a, b) => b.lastAt - a.lastAt).map(({ object }) => object.replace(/^Node\//, ''))
  const wanted = [...new Set(names)].filter((name) => !known.has(name)).slice(0, suspects)
  const read = await Promise.all(wanted.map((name) => readNode(request, name)))
  return read.filter((node) => node !== undefined)
}

/** Undefined for a Node that is gone by now. */
async function readNode({ read, signal }: CollectRequest, name: string): Promise<SlimNode | undefined> {
  try {
    return slimNode(await readJson(read, `/api/v1/nodes/${encodeURIComponent(name)}`, { signal }))
  } catch (error) {
    if (error instanceof ReadError && error.reason === 'not-found') return undefined
    throw error
  }
}

function isKnown({ conditions }: SlimNode): boolean {
  return conditions.some(({ type, status }) => type === 'DiskPressure' && status !== 'Unknown')
}

function pressuresOf({ name, conditions }: SlimNode): readonly NodePressure[] {
  return conditions
    .filter(({ type, status }) => /^(Memory|Disk|PID)Pressure$/.test(type) && status === 'True')
    .map(({ type, reason, message, changedAt }) => ({ node: name, type, reason, message, changedAt }))
}
