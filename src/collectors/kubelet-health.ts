import type { Collector } from './collector.ts'
import { askKubelet, type KubeletAnswer, nodeProxyPermission } from './node-proxy.ts'

/** How the kubelet's `/healthz?verbose` ended; every end is evidence. */
export type KubeletHealthData = KubeletAnswer

/** Whether the API server reaches the kubelet, and what the kubelet says about itself. */
export const kubeletHealthCollector: Collector<KubeletHealthData> = {
  source: 'kubelet-health',
  role: 'kubelet',
  permissions: [nodeProxyPermission],
  targets: ['node'],
  deadlineMs: 5_000,
  async collect(request) {
    const answer = await askKubelet(request, '/healthz?verbose', { waitMs: 4_000, accept: 'text', maxBytes: 65_536 })
    return answer.kind === 'answered' ? { ...answer, body: answer.body.slice(0, 4_000) } : answer
  },
}
