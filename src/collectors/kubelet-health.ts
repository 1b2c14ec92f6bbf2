import type { Collector } from './collector.ts'
import { askKubelet, type KubeletAnswer, nodeProxyPermission } from './node-proxy.ts'

/** How the kubelet's `/healthz?verbose` ended; every end is evidence. */
export type KubeletHealthData = KubeletAnswer

/**
 * Longer than the 10 s in which the API server gives up on a TLS handshake (Go's default transport): within less, a
 * kubelet that hangs cannot be told from a machine that is off. A kubelet that answers, or refuses, never waits.
 */
const waitMs = 10_500

/** Whether the API server reaches the kubelet, and what the kubelet says about itself. */
export const kubeletHealthCollector: Collector<KubeletHealthData> = {
  source: 'kubelet-health',
  role: 'kubelet',
  permissions: [nodeProxyPermission],
  targets: ['node'],
  deadlineMs: 11_500,
  async collect(request) {
    const answer = await askKubelet(request, '/healthz?verbose', { waitMs, accept: 'text', maxBytes: 65_536 })
    return answer.kind === 'answered' ? { ...answer, body: answer.body.slice(0, 4_000) } : answer
  },
}
