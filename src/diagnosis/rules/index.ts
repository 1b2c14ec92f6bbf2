import type { Rule } from '../rule.ts'
import { apiserverCallerCertificateExpired } from './apiserver/caller-certificate-expired.ts'
import { apiserverDown } from './apiserver/down.ts'
import { apiserverEtcdUnreachable } from './apiserver/etcd-unreachable.ts'
import { apiserverServingCertificateExpired } from './apiserver/serving-certificate-expired.ts'
import { cniAgentDown } from './cni/agent-down.ts'
import { cniConfigInvalid } from './cni/config-invalid.ts'
import { cniNoPodCidr } from './cni/no-pod-cidr.ts'
import { cniNotInitialized } from './cni/not-initialized.ts'
import { controllerManagerDown } from './controller-manager/down.ts'
import { controllersLeaseLost } from './controllers/lease-lost.ts'
import { diskFull } from './disk/full.ts'
import { diskImageGcFailed } from './disk/image-gc-failed.ts'
import { diskInodesExhausted } from './disk/inodes-exhausted.ts'
import { etcdDown } from './etcd/down.ts'
import { etcdOverloaded } from './etcd/overloaded.ts'
import { etcdQuorumLost } from './etcd/quorum-lost.ts'
import { etcdSpaceExceeded } from './etcd/space-exceeded.ts'
import { kubeletCertificateExpired } from './kubelet/certificate-expired.ts'
import { kubeletNameMismatch } from './kubelet/name-mismatch.ts'
import { kubeletNodeNotFound } from './kubelet/node-not-found.ts'
import { kubeletStopped } from './kubelet/stopped.ts'
import { memoryMisreported } from './memory/misreported.ts'
import { memoryNoEvictionThreshold } from './memory/no-eviction-threshold.ts'
import { memoryNodeOom } from './memory/node-oom.ts'
import { networkLoadBalancerFault } from './network/load-balancer-fault.ts'
import { networkPartition } from './network/partition.ts'
import { nodeCordoned } from './node/cordoned.ts'
import { nodeDeletedAtProvider } from './node/deleted-at-provider.ts'
import { nodeNotInitialized } from './node/not-initialized.ts'
import { nodeNotReady } from './node/not-ready.ts'
import { nodeObjectDeleted } from './node/object-deleted.ts'
import { nodePoweredOff } from './node/powered-off.ts'
import { nodePressure } from './node/pressure.ts'
import { nodeRebooted } from './node/rebooted.ts'
import { nodeReplaced } from './node/replaced.ts'
import { nodeTaintLeftOver } from './node/taint-left-over.ts'
import { pidsNodeExhausted } from './pids/node-exhausted.ts'
import { plegUnhealthy } from './pleg/unhealthy.ts'
import { podCrashLooping } from './pod/crash-looping.ts'
import { podCreateFailed } from './pod/create-failed.ts'
import { podEvicted } from './pod/evicted.ts'
import { podPending } from './pod/pending.ts'
import { podStuckTerminating } from './pod/stuck-terminating.ts'
import { runtimeCriUnavailable } from './runtime/cri-unavailable.ts'
import { runtimeDown } from './runtime/down.ts'
import { runtimeHung } from './runtime/hung.ts'
import { schedulerDown } from './scheduler/down.ts'
import { timeSkewed } from './time/skewed.ts'

/** Every rule, in alphabetical order of its cause. */
export const rules: readonly Rule[] = [
  apiserverCallerCertificateExpired,
  apiserverDown,
  apiserverEtcdUnreachable,
  apiserverServingCertificateExpired,
  cniAgentDown,
  cniConfigInvalid,
  cniNoPodCidr,
  cniNotInitialized,
  controllerManagerDown,
  controllersLeaseLost,
  diskFull,
  diskImageGcFailed,
  diskInodesExhausted,
  etcdDown,
  etcdOverloaded,
  etcdQuorumLost,
  etcdSpaceExceeded,
  kubeletCertificateExpired,
  kubeletNameMismatch,
  kubeletNodeNotFound,
  kubeletStopped,
  memoryMisreported,
  memoryNoEvictionThreshold,
  memoryNodeOom,
  networkLoadBalancerFault,
  networkPartition,
  nodeCordoned,
  nodeDeletedAtProvider,
  nodeNotInitialized,
  nodeNotReady,
  nodeObjectDeleted,
  nodePoweredOff,
  nodePressure,
  nodeRebooted,
  nodeReplaced,
  nodeTaintLeftOver,
  pidsNodeExhausted,
  plegUnhealthy,
  podCrashLooping,
  podCreateFailed,
  podEvicted,
  podPending,
  podStuckTerminating,
  runtimeCriUnavailable,
  runtimeDown,
  runtimeHung,
  schedulerDown,
  timeSkewed,
]
