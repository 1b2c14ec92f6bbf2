import type { PodSummary } from '../diagnosis/facts/pod.ts'
import type { Collector } from './collector.ts'
import { asList, asText, at } from './kube-json.ts'
import { podSummary } from './pod-summary.ts'
import { readJson } from './read-json.ts'

/** A control-plane pod with the node it is bound to. */
export interface ControlPlanePod {
  readonly node: string
  readonly pod: PodSummary
}

/** kubeadm gives its static pods this label; nine control-plane nodes of four components fit the limit. */
const path = '/api/v1/namespaces/kube-system/pods?labelSelector=tier%3Dcontrol-plane&limit=40'

/** The static pods of the control plane. An empty list is normal: managed clusters and k3s show none. */
export const controlPlanePodsCollector: Collector<readonly ControlPlanePod[]> = {
  source: 'control-plane-pods',
  role: 'read',
  permissions: [{ group: '', resource: 'pods', verb: 'list', namespace: 'kube-system' }],
  targets: ['node', 'control-plane', 'cluster'],
  deadlineMs: 4_500,
  async collect({ read, signal }) {
    const list = await readJson(read, path, { signal })
    return asList(list['items']).map((pod) => ({ node: asText(at(pod, 'spec', 'nodeName')), pod: podSummary(pod) }))
  },
}
