import { apiserverHung } from './apiserver-hung.ts'
import { apiserverStopped } from './apiserver-stopped.ts'
import { cloudProviderUninitialized } from './cloud-provider-uninitialized.ts'
import { cniMissing } from './cni-missing.ts'
import { cniPluginBinaryMissing } from './cni-plugin-binary-missing.ts'
import { controllerManagerStopped } from './controller-manager-stopped.ts'
import { diskFull } from './disk-full.ts'
import { etcdHung } from './etcd-hung.ts'
import { etcdStopped } from './etcd-stopped.ts'
import type { Fault } from './fault.ts'
import { imageDiskFull } from './image-disk-full.ts'
import { inodesExhausted } from './inodes-exhausted.ts'
import { kubeletCertificateExpired } from './kubelet-certificate-expired.ts'
import { kubeletHung } from './kubelet-hung.ts'
import { kubeletNameMismatch } from './kubelet-name-mismatch.ts'
import { kubeletServingCertificateUntrusted } from './kubelet-serving-certificate-untrusted.ts'
import { kubeletStopped } from './kubelet-stopped.ts'
import { loadBalancerDown } from './load-balancer-down.ts'
import { memoryShort } from './memory-short.ts'
import { nodeCordoned } from './node-cordoned.ts'
import { nodeObjectDeleted } from './node-object-deleted.ts'
import { nodePartitioned } from './node-partitioned.ts'
import { nodePoweredOff } from './node-powered-off.ts'
import { nodeRebooted } from './node-rebooted.ts'
import { nodeReplaced } from './node-replaced.ts'
import { pidsExhausted } from './pids-exhausted.ts'
import { runtimeHung } from './runtime-hung.ts'
import { runtimeStopped } from './runtime-stopped.ts'
import { schedulerStopped } from './scheduler-stopped.ts'
import { taintLeftOver } from './taint-left-over.ts'
import { zonePartitioned } from './zone-partitioned.ts'

export type { Fault, FaultArguments } from './fault.ts'

/** Every fault, in alphabetical order of its id. */
export const faults: readonly Fault[] = [
  apiserverHung,
  apiserverStopped,
  cloudProviderUninitialized,
  cniMissing,
  cniPluginBinaryMissing,
  controllerManagerStopped,
  diskFull,
  etcdHung,
  etcdStopped,
  imageDiskFull,
  inodesExhausted,
  kubeletCertificateExpired,
  kubeletHung,
  kubeletNameMismatch,
  kubeletServingCertificateUntrusted,
  kubeletStopped,
  loadBalancerDown,
  memoryShort,
  nodeCordoned,
  nodeObjectDeleted,
  nodePartitioned,
  nodePoweredOff,
  nodeRebooted,
  nodeReplaced,
  pidsExhausted,
  runtimeHung,
  runtimeStopped,
  schedulerStopped,
  taintLeftOver,
  zonePartitioned,
]

/** The fault with that id; throws for an unknown one. */
export function findFault(id: string): Fault {
  const fault = faults.find((candidate) => candidate.id === id)
  if (!fault) throw new Error(`there is no fault ${id}; known are ${faults.map((known) => known.id).join(', ')}`)
  return fault
}
