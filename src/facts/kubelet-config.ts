import type { KubeletConfigData } from '../collectors/kubelet-config.ts'
import { defineProvider } from './provider.ts'

/** The configuration that the kubelet runs with. */
export const kubeletConfigProvider = defineProvider<KubeletConfigData>({
  source: 'kubelet-config',
  provides: ['kubeletConfig'],
  facts({ source, data, finishedAt }) {
    const ref = 'node proxy, /configz of the kubelet, .kubeletconfig'
    return [{ kind: 'kubeletConfig', value: data, from: { source, readAt: finishedAt, ref } }]
  },
})
