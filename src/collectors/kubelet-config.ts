import type { KubeletFacts } from '../diagnosis/facts/kubelet.ts'
import type { Collector } from './collector.ts'
import { asTextMap, at, isRecord } from './kube-json.ts'
import { nodeProxyPermission, readKubelet } from './node-proxy.ts'
import { ReadError } from './read-error.ts'
import { parseJson, quoted } from './read-json.ts'

/** The part of the running configuration that rules read. */
export type KubeletConfigData = KubeletFacts['kubeletConfig']

/** The configuration that the kubelet runs with (`/configz`): flags, file and drop-ins together. */
export const kubeletConfigCollector: Collector<KubeletConfigData> = {
  source: 'kubelet-config',
  role: 'kubelet',
  permissions: [nodeProxyPermission],
  targets: ['node'],
  deadlineMs: 5_000,
  async collect(request) {
    const body = await readKubelet(request, '/configz', { waitMs: 4_000, accept: 'json' })
    const config = at(parseJson(body), 'kubeletconfig')
    if (!isRecord(config)) throw new ReadError('invalid', `/configz: 200, but no configuration: ${quoted(body)}`)
    return {
      evictionHard: asTextMap(config['evictionHard']),
      evictionSoft: asTextMap(config['evictionSoft']),
    }
  },
}
