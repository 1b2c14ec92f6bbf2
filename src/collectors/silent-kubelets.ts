import type { EpochMs } from '../diagnosis/evidence.ts'
import { defaultLeaseSeconds } from '../diagnosis/silence.ts'
import type { Collector, CollectRequest } from './collector.ts'
import { asList, asNumber, asText, asTime, at } from './kube-json.ts'
import { askKubelet, type KubeletAnswer, nodeProxyPermission } from './node-proxy.ts'
import { ReadError } from './read-error.ts'
import { readDatedJson } from './read-json.ts'

/** How the kubelets of some silent nodes answered when they were asked. */
export type SilentKubeletsData = readonly { readonly node: string; readonly answer: KubeletAnswer }[]

/** A few tell whether hosts are alive; more would only be more of the same. */
const asked = 2

/** A host that is alive refuses or answers at once; one that is off or cut off is known by nothing within this time. */
const waitMs = 2_000

/** As in `siblings`: a sample of the Leases in larger clusters. */
const leases = '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases?limit=500'

/**
 * Asks the kubelets of silent nodes for `/healthz`, of which only whether anybody listens matters: several stopped
 * kubelets and a zone that is cut off look alike to everything else in the API. Asks nobody where no node is silent.
 */
export const silentKubeletsCollector: Collector<SilentKubeletsData> = {
  source: 'silent-kubelets',
  role: 'kubelet',
  permissions: [
    nodeProxyPermission,
    { group: 'coordination.k8s.io', resource: 'leases', verb: 'list', namespace: 'kube-node-lease' },
  ],
  targets: ['control-plane', 'cluster'],
  deadlineMs: 5_000,
  async collect(request) {
    const silent = await silentNodes(request)
    const answers = await Promise.all(spread(silent, asked).map((node) => ask(request, node)))
    return answers.filter((answer) => answer !== undefined)
  },
}

/** Names of the nodes whose Lease has run out by the API server's clock, the longest silent first. */
async function silentNodes({ read, signal, now }: CollectRequest): Promise<readonly string[]> {
  const { json, date } = await readDatedJson(read, leases, { signal })
  const clock: EpochMs = date ?? now()
  return asList(at(json, 'items'))
    .flatMap((lease) => {
      const renewedAt = asTime(at(lease, 'spec', 'renewTime'))
      const seconds = asNumber(at(lease, 'spec', 'leaseDurationSeconds')) ?? defaultLeaseSeconds
      const isSilent = renewedAt !== undefined && clock - renewedAt > seconds * 1000
      return isSilent ? [{ name: asText(at(lease, 'metadata', 'name')), renewedAt }] : []
    })
    .sort((a, b) => a.renewedAt - b.renewedAt || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name)
}

/** Undefined for a Lease whose Node is gone. */
async function ask(request: CollectRequest, node: string): Promise<SilentKubeletsData[number] | undefined> {
  try {
    const target = { kind: 'node', name: node } as const
    const answer = await askKubelet({ ...request, target }, '/healthz', { waitMs, accept: 'text', maxBytes: 65_536 })
    return { node, answer: answer.kind === 'answered' ? { ...answer, body: '' } : answer }
  } catch (error) {
    if (error instanceof ReadError && error.reason === 'not-found') return undefined
    throw error
  }
}

/** Some from all over the list: those that fell silent first and last may not have one cause. */
function spread<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list
  const step = (list.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, index) => list[Math.round(index * step)]).filter((item) => item !== undefined)
}
