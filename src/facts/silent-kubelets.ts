import type { SilentKubeletsData } from '../collectors/silent-kubelets.ts'
import { reachOf } from './kubelet-health.ts'
import { defineProvider } from './provider.ts'

/** Whether anybody listens on the kubelet's port of some silent nodes. */
export const silentKubeletsProvider = defineProvider<SilentKubeletsData>({
  source: 'silent-kubelets',
  provides: ['siblingReach'],
  facts({ source, data, finishedAt }) {
    return data.map(({ node, answer }) => ({
      kind: 'siblingReach',
      value: { node, ...reachOf(answer) },
      from: { source, readAt: finishedAt, ref: `node proxy of ${node}, /healthz of the kubelet` },
    }))
  },
})
