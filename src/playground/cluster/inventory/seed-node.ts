import type { EpochMs } from '../../../diagnosis/evidence.ts'
import { judge, mergeConditions } from '../components/kubelet-conditions.ts'
import type { Machine } from '../components/machine.ts'
import { cloudLabels, controlPlaneTaint, newNode, nodeInfo } from '../components/node-status.ts'
import { kubeTime, microTime } from '../kube-time.ts'
import type { ObjectStore } from '../object-store.ts'
import { putLease } from '../objects/lease-object.ts'
import type { NodeCondition } from '../objects/node-object.ts'
import { NODES } from '../objects/resource-types.ts'

/** When a node that has been running for long gave its last signs of life. */
export interface SeedTimes {
  /** Last full status, up to five minutes ago. */
  readonly reportedAt: EpochMs
  /** Last lease renewal, up to ten seconds ago. */
  readonly renewedAt: EpochMs
}

const noPressures = { memory: false, disk: false, pid: false }

/** Writes the Node and the Lease of a machine that registered long ago and has been healthy since. */
export function seedNode(store: ObjectStore, machine: Machine, times: SeedTimes): void {
  const { spec } = machine
  const fresh = newNode(machine)
  const registered = mergeConditions([], judge(noPressures, []), machine.bootedAt)
  const lastHeartbeatTime = kubeTime(times.reportedAt)
  const conditions: readonly NodeCondition[] = registered.map((condition) => ({ ...condition, lastHeartbeatTime }))
  const { podCIDR, providerID } = spec
  const node = store.put(NODES, {
    ...fresh,
    metadata: {
      ...fresh.metadata,
      creationTimestamp: kubeTime(machine.bootedAt),
      labels: { ...fresh.metadata.labels, ...cloudLabels(machine) },
      annotations: { 'node.alpha.kubernetes.io/ttl': '0', ...fresh.metadata.annotations },
    },
    spec: {
      ...(podCIDR && { podCIDR, podCIDRs: [podCIDR] }),
      ...(providerID && { providerID }),
      ...(spec.role === 'control-plane' && { taints: [controlPlaneTaint] }),
    },
    status: { ...fresh.status, conditions, nodeInfo: nodeInfo(machine, true) },
  })
  const owner = { apiVersion: 'v1', kind: 'Node', name: spec.name, uid: node.metadata.uid ?? '' }
  putLease(
    store,
    {
      name: spec.name,
      namespace: 'kube-node-lease',
      ownerReferences: [owner],
      creationTimestamp: kubeTime(machine.bootedAt),
    },
    { holderIdentity: spec.name, leaseDurationSeconds: 40, renewTime: microTime(times.renewedAt) },
  )
}
