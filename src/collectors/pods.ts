import type { PodSummary } from '../diagnosis/facts/pod.ts'
import type { Collector } from './collector.ts'
import { podSummary } from './pod-summary.ts'
import { readPages } from './read-pages.ts'

/** The pods bound to the target node. */
export interface PodsData {
  readonly pods: readonly PodSummary[]
  /** False when there were more pages than we read. */
  readonly complete: boolean
}

/**
 * Kubernetes recommends at most 110 pods a node; finished ones may pile up beyond that, and servers that answer from their
 * cache send them all at once.
 */
const limits = { pageSize: 500, mostPages: 4, maxBytes: 32 * 1024 * 1024, fromCache: true }

/** The pods on the node, finished ones too: an evicted pod may end Succeeded. */
export const podsCollector: Collector<PodsData> = {
  source: 'pods',
  role: 'read',
  permissions: [{ group: '', resource: 'pods', verb: 'list' }],
  targets: ['node'],
  deadlineMs: 8_000,
  async collect({ target, read, signal }) {
    const node = target.kind === 'node' ? target.name : ''
    const path = `/api/v1/pods?fieldSelector=${encodeURIComponent(`spec.nodeName=${node}`)}`
    const { items, complete } = await readPages(read, path, { signal, ...limits })
    return { pods: items.map(podSummary), complete }
  },
}
