import type { KubeletStatsData } from '../collectors/kubelet-stats.ts'
import { defineProvider } from './provider.ts'

/** What the kubelet measures, or that it cannot. */
export const kubeletStatsProvider = defineProvider<KubeletStatsData>({
  source: 'kubelet-stats',
  provides: ['kubeletStats', 'kubeletStatsFailed'],
  facts({ source, data, finishedAt }) {
    const from = { source, readAt: finishedAt, ref: 'node proxy, /stats/summary of the kubelet' }
    if (data.kind === 'failed') return [{ kind: 'kubeletStatsFailed', value: data.failure, from }]
    return [{ kind: 'kubeletStats', value: data.stats, from: { ...from, ref: `${from.ref}, .node` } }]
  },
})
