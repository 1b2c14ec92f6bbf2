import { nearestNames } from '../diagnosis/nearest-names.ts'
import type { ApiAnswer } from './cluster-reader.ts'
import type { Collector, CollectRequest } from './collector.ts'
import { asList, asText, at } from './kube-json.ts'
import { objectOf, parseJson } from './read-json.ts'
import { readPages } from './read-pages.ts'
import { type SlimNode, slimNode } from './slim-node.ts'

/** The Node, or that there is none and which names look like it. */
export type NodeData =
  | { readonly node: SlimNode }
  | { readonly missing: true; readonly name: string; readonly nearest: readonly string[] }

/** How long the names may take, so that the 404 itself is never lost to the collector's own deadline. */
const namesLimitMs = 4_000

/** The Node object. That it does not exist is evidence too. */
export const nodeCollector: Collector<NodeData> = {
  source: 'node',
  role: 'read',
  permissions: [
    { group: '', resource: 'nodes', verb: 'get' },
    { group: '', resource: 'nodes', verb: 'list' },
  ],
  targets: ['node'],
  deadlineMs: 8_000,
  async collect(request) {
    const name = request.target.kind === 'node' ? request.target.name : ''
    const path = `/api/v1/nodes/${encodeURIComponent(name)}`
    const answer = await request.read.get(path, { signal: request.signal, accept: 'json' })
    if (saysNoSuchNode(answer)) return { missing: true, name, nearest: await nearestNodes(name, request) }
    return { node: slimNode(objectOf(path, answer)) }
  },
}

/** A 404 of Kubernetes itself: a proxy in front says 404 as well, and then nothing is known about the Node. */
function saysNoSuchNode({ status, body }: ApiAnswer): boolean {
  return status === 404 && at(parseJson(body), 'reason') === 'NotFound'
}

/** Existing names like the wanted one; none when names cannot be listed, since the 404 alone is worth reporting. */
async function nearestNodes(name: string, request: CollectRequest): Promise<readonly string[]> {
  try {
    return nearestNames(name, await nodeNames(request))
  } catch {
    return []
  }
}

/** Names only: a Table without objects, since a list of whole Nodes is megabytes in a large cluster. */
async function nodeNames({ read, signal: whole }: CollectRequest): Promise<readonly string[]> {
  const signal = AbortSignal.any([whole, AbortSignal.timeout(namesLimitMs)])
  const path = '/api/v1/nodes?includeObject=None'
  const { items } = await readPages(read, path, { signal, accept: 'table', pageSize: 1000, mostPages: 5 })
  return items.map((row) => asText(asList(at(row, 'cells'))[0]))
}
