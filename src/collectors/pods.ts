import type { PodSummary } from '../diagnosis/facts/pod.ts'
import type { Collector, CollectRequest } from './collector.ts'
import { asList, asText, at } from './kube-json.ts'
import { podSummary } from './pod-summary.ts'
import { readJson } from './read-json.ts'

/** The pods bound to the target node. */
export interface PodsData {
  readonly pods: readonly PodSummary[]
  /** False when there were more pages than we read. */
  readonly complete: boolean
}

/** Kubernetes recommends at most 110 pods a node; finished ones may pile up beyond that. */
const pageSize = 500
const mostPages = 4

/** The pods on the node, finished ones too: an evicted pod may end Succeeded. */
export const podsCollector: Collector<PodsData> = {
  source: 'pods',
  role: 'read',
  permissions: [{ group: '', resource: 'pods', verb: 'list' }],
  targets: ['node'],
  deadlineMs: 8_000,
  async collect(request) {
    const pods: PodSummary[] = []
    let next = ''
    for (let page = 0; page < mostPages; page += 1) {
      const list = await readJson(request.read, pagePath(request, next), { signal: request.signal })
      pods.push(...asList(list['items']).map(podSummary))
      next = asText(at(list, 'metadata', 'continue'))
      if (next === '') return { pods, complete: true }
    }
    return { pods, complete: false }
  },
}

function pagePath({ target }: CollectRequest, next: string): string {
  const node = target.kind === 'node' ? target.name : ''
  const selector = encodeURIComponent(`spec.nodeName=${node}`)
  const page = next === '' ? '' : `&continue=${encodeURIComponent(next)}`
  return `/api/v1/pods?fieldSelector=${selector}&limit=${pageSize}${page}`
}
