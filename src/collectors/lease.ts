import type { EpochMs } from '../diagnosis/evidence.ts'
import { defaultLeaseSeconds } from '../diagnosis/silence.ts'
import type { Collector } from './collector.ts'
import { asList, asNumber, asText, asTime, at } from './kube-json.ts'
import { readDatedJson } from './read-json.ts'

/** The node's Lease, the only fresh sign of life: conditions of a healthy node may be five minutes old. */
export interface LeaseData {
  readonly name: string
  readonly holder: string
  readonly renewedAt: EpochMs
  readonly durationSeconds: number
  readonly ownerUid: string
  /** The API server's clock when it answered. */
  readonly serverTime?: EpochMs
}

/** The Lease that the kubelet renews every 10 s (Kubernetes docs, "Leases", node heartbeats). */
export const leaseCollector: Collector<LeaseData> = {
  source: 'lease',
  role: 'read',
  permissions: [{ group: 'coordination.k8s.io', resource: 'leases', verb: 'get', namespace: 'kube-node-lease' }],
  targets: ['node'],
  deadlineMs: 5_000,
  async collect({ target, read, signal }) {
    const name = target.kind === 'node' ? target.name : ''
    const path = `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${encodeURIComponent(name)}`
    const { json: lease, date } = await readDatedJson(read, path, { signal })
    return {
      name,
      holder: asText(at(lease, 'spec', 'holderIdentity')),
      renewedAt: asTime(at(lease, 'spec', 'renewTime')) ?? 0,
      durationSeconds: asNumber(at(lease, 'spec', 'leaseDurationSeconds')) ?? defaultLeaseSeconds,
      ownerUid: ownerNodeUid(lease),
      serverTime: date,
    }
  },
}

function ownerNodeUid(lease: unknown): string {
  const owners = asList(at(lease, 'metadata', 'ownerReferences'))
  const node = owners.find((owner) => at(owner, 'kind') === 'Node')
  return asText(at(node, 'uid'))
}
