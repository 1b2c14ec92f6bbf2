import type { PodSummary } from '../diagnosis/facts/pod.ts'
import type { Collector } from './collector.ts'
import { asList, asText, at } from './kube-json.ts'
import { podSummary } from './pod-summary.ts'
import { readJson } from './read-json.ts'

/** Enough to see what they wait for. */
const kept = 100

/**
 * Version 0 is the API server's cache, which finds pods by node name at once; without it a selector makes etcd read
 * every pod of the cluster. Servers before v1.34 ignore the limit there.
 */
const path = `/api/v1/pods?fieldSelector=spec.nodeName%3D%2Cstatus.phase%3DPending&limit=${kept}&resourceVersion=0`

/** Pods that no node was found for. A Pending pod that has its node is that node's matter and left out. */
export const pendingPodsCollector: Collector<readonly PodSummary[]> = {
  source: 'pending-pods',
  role: 'read',
  permissions: [{ group: '', resource: 'pods', verb: 'list' }],
  targets: ['control-plane', 'cluster'],
  deadlineMs: 4_500,
  async collect({ read, signal }) {
    const list = await readJson(read, path, { signal })
    const pods = asList(list['items']).filter((pod) => asText(at(pod, 'spec', 'nodeName')) === '')
    return pods.slice(0, kept).map(podSummary)
  },
}
