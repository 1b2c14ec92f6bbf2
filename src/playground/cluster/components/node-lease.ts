import { microTime } from '../kube-time.ts'
import { getLease, putLease } from '../objects/lease-object.ts'
import { getNode } from '../objects/node-object.ts'
import type { Kubelet } from './kubelet.ts'

/** `nodeLeaseDurationSeconds`. */
const LEASE_SECONDS = 40

const NAMESPACE = 'kube-node-lease'

/** Renews the node's Lease, or creates it once the Node exists (it belongs to the Node, so it goes with it). */
export function renewNodeLease(kubelet: Kubelet): void {
  const { name } = kubelet.machine.spec
  const { store, failure } = kubelet.reach()
  if (!store) {
    kubelet.log('E', 'controller.go:195', `"Failed to update lease" err="${failure}"`)
    return
  }
  const renewTime = microTime(kubelet.clock.now())
  const lease = getLease(store, NAMESPACE, name)
  if (lease) {
    putLease(store, lease.metadata, { ...lease.spec, holderIdentity: name, renewTime })
    return
  }
  const uid = getNode(store, name)?.metadata.uid
  if (!uid) {
    kubelet.log(
      'E',
      'controller.go:145',
      `"Failed to ensure lease exists, will retry" err="nodes \\"${name}\\" not found"`,
    )
    return
  }
  const owner = { apiVersion: 'v1', kind: 'Node', name, uid }
  const spec = { holderIdentity: name, leaseDurationSeconds: LEASE_SECONDS, renewTime }
  putLease(store, { name, namespace: NAMESPACE, ownerReferences: [owner] }, spec)
}
