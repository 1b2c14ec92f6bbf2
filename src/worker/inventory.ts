import type { ClusterReader } from '../collectors/cluster-reader.ts'
import { type NodeRow, parseNodeTable } from '../collectors/node-table.ts'
import { readJson } from '../collectors/read-json.ts'
import type { Clock } from '../queue/clock.ts'
import { within } from '../queue/within.ts'

/** What the inventory works with. */
export interface InventoryPorts {
  /** A reader for a cluster by its configured name. */
  readonly connectTo: (cluster: string) => Promise<ClusterReader>
  readonly clock: Clock
}

/** A node's name and how it looks. */
interface ListedNode {
  readonly name: string
  readonly status: string
  readonly sick: boolean
}

interface NodeList {
  readonly nodes: readonly ListedNode[]
  readonly total: number
  readonly readAt: number
}

type Answer = { readonly list: NodeList } | { readonly problem: string }

/** As many as collectors look at: five pages of a thousand. */
const page = { rows: 1_000, most: 5, bytes: 32 * 1024 * 1024 }

/** Reading goes on after the person got an answer, so that the next one finds a list. */
const readLimitMs = 20_000

/**
 * The slim node lists of all clusters, read as a `Table` (a tenth of the objects) when somebody asks, and remembered. Many
 * questions at once are one reading; a slow API server never holds up an answer longer than `withinMs`.
 */
export function createInventory({ connectTo, clock }: InventoryPorts) {
  const lists = new Map<string, NodeList>()
  const readings = new Map<string, Promise<Answer>>()

  function read(cluster: string): Promise<Answer> {
    const reading = readings.get(cluster) ?? start(cluster)
    readings.set(cluster, reading)
    return reading
  }

  async function start(cluster: string): Promise<Answer> {
    try {
      const reader = await connectTo(cluster)
      const list = { ...(await readNodes(reader, AbortSignal.timeout(readLimitMs))), readAt: clock.now() }
      lists.set(cluster, list)
      return { list }
    } catch (error) {
      return { problem: error instanceof Error ? error.message : String(error) }
    } finally {
      readings.delete(cluster)
    }
  }

  return {
    async nodes(cluster: string, options: { readonly maxAgeMs: number; readonly withinMs: number }): Promise<Answer> {
      const known = lists.get(cluster)
      if (known && clock.now() - known.readAt <= options.maxAgeMs) return { list: known }
      const answer = await within(read(cluster), options.withinMs, clock)
      if (answer && 'list' in answer) return answer
      if (known) return { list: known }
      return answer ?? { problem: `the API server gave no list of nodes within ${options.withinMs / 1000} s` }
    },
  }
}

async function readNodes(read: ClusterReader, signal: AbortSignal): Promise<Omit<NodeList, 'readAt'>> {
  const rows: NodeRow[] = []
  let next = ''
  let remaining = 0
  for (let pages = 0; pages < page.most; pages += 1) {
    const path = `/api/v1/nodes?limit=${page.rows}${next && `&continue=${encodeURIComponent(next)}`}`
    const table = parseNodeTable(await readJson(read, path, { signal, accept: 'table', maxBytes: page.bytes }))
    rows.push(...table.rows)
    next = table.next
    remaining = table.remaining
    if (next === '') break
  }
  const nodes = rows.map(({ name, status }) => ({ name, status, sick: status !== 'Ready' }))
  return { nodes, total: rows.length + (next === '' ? 0 : remaining) }
}
