import type { CauseId } from '../../src/diagnosis/causes/index.ts'

/** What a senior engineer would call the root cause of a recorded state, for the node and for the control plane. */
interface Expectation {
  readonly state: string
  /** Null where nothing is wrong, or nothing can be known yet. */
  readonly node: CauseId | null
  readonly controlPlane: CauseId | null
  readonly why: string
}

/**
 * Pressure was made with thresholds of 99.9 %, so nothing was really short. For memory and PIDs that is told apart; a
 * disk below its threshold is called full all the same, with 0.7 of confidence: the kubelet does evict.
 */
export const expectations: readonly Expectation[] = [
  {
    state: 'apiserver-hung',
    node: 'apiserver.down',
    controlPlane: 'apiserver.down',
    why: 'it accepts connections and answers nothing',
  },
  { state: 'apiserver-stopped', node: 'apiserver.down', controlPlane: 'apiserver.down', why: 'nobody listens' },
  { state: 'cni-missing', node: 'cni.not-initialized', controlPlane: null, why: 'the kubelet says so itself' },
  {
    state: 'cni-plugin-binary-missing',
    node: 'cni.config-invalid',
    controlPlane: null,
    why: 'the node says Ready; only a sandbox that failed tells',
  },
  {
    state: 'containerd-hung-4m',
    node: 'runtime.hung',
    controlPlane: null,
    why: 'its statistics hang, and what an earlier stop left in the Events is over',
  },
  {
    state: 'containerd-stopped-25s',
    node: 'runtime.down',
    controlPlane: null,
    why: 'still Ready, but the version is Unknown and statistics fail',
  },
  { state: 'containerd-stopped-4m', node: 'runtime.down', controlPlane: null, why: 'down, and PLEG suffers from it' },
  { state: 'cordoned', node: null, controlPlane: null, why: 'somebody cordoned it: no fault' },
  {
    state: 'disk-pressure',
    node: 'disk.full',
    controlPlane: null,
    why: 'below its threshold, be that of 99.9 %: a person must look at the disk or the threshold',
  },
  {
    state: 'etcd-hung',
    node: 'etcd.down',
    controlPlane: 'etcd.down',
    why: 'hung or stopped, the API server cannot use it',
  },
  { state: 'etcd-stopped', node: 'etcd.down', controlPlane: 'etcd.down', why: 'nobody listens on 2379' },
  { state: 'faults', node: null, controlPlane: null, why: 'workloads with faults of their own on a healthy node' },
  { state: 'faults-at-25s', node: null, controlPlane: null, why: 'the same workloads, just begun' },
  { state: 'healthy', node: null, controlPlane: null, why: 'nothing is wrong' },
  {
    state: 'imagefs-pressure',
    node: 'disk.full',
    controlPlane: null,
    why: 'looks like disk-pressure in the conditions',
  },
  {
    state: 'kcm-and-scheduler-exited-after-apiserver-restart',
    node: 'controllers.lease-lost',
    controlPlane: 'controllers.lease-lost',
    why: 'both ended together by design',
  },
  {
    state: 'kcm-stopped-and-kubelet-stopped',
    node: 'kubelet.stopped',
    controlPlane: 'controller-manager.down',
    why: 'the node still says Ready: nobody is left to mark it',
  },
  { state: 'kubelet-hung-2m', node: 'kubelet.stopped', controlPlane: null, why: 'its port accepts and never answers' },
  {
    state: 'kubelet-hung-5s',
    node: null,
    controlPlane: null,
    why: 'the Lease is 6 s old: too early to tell from a firewall',
  },
  {
    state: 'kubelet-serving-cert-untrusted',
    node: null,
    controlPlane: null,
    why: 'the node works; hung calls of an earlier state are over',
  },
  {
    state: 'kubelet-stopped-15s',
    node: 'kubelet.stopped',
    controlPlane: null,
    why: 'still Ready, but its port refuses and the Lease is late',
  },
  { state: 'kubelet-stopped-6m', node: 'kubelet.stopped', controlPlane: null, why: 'its port refuses' },
  { state: 'kubelet-stopped-75s', node: 'kubelet.stopped', controlPlane: null, why: 'just marked' },
  {
    state: 'kubelet-stopped-two-nodes',
    node: 'kubelet.stopped',
    controlPlane: null,
    why: 'with a second node its pods are moved and stick',
  },
  { state: 'logquery-enabled', node: null, controlPlane: null, why: 'a log query that finds no log is a gap' },
  {
    state: 'memory-pressure',
    node: 'memory.misreported',
    controlPlane: null,
    why: '23 of 24 GiB are free: the threshold of 99.9 % is wrong, not the memory',
  },
  {
    state: 'memory-pressure-nonzero-exit',
    node: 'memory.misreported',
    controlPlane: null,
    why: 'the same, with pods that end Failed',
  },
  {
    state: 'node-deleted-kubelet-running',
    node: 'node.object-deleted',
    controlPlane: null,
    why: 'what its pods suffered from before comes second',
  },
  {
    state: 'node-reregistered',
    node: null,
    controlPlane: null,
    why: 'the kubelet restarted and registered anew: no fault any more',
  },
  {
    state: 'pid-pressure',
    node: null,
    controlPlane: null,
    why: '247 of 32768 PIDs: no shortage that a cause is known for, the pressure is a symptom',
  },
  {
    state: 'scheduler-stopped',
    node: 'scheduler.down',
    controlPlane: 'scheduler.down',
    why: 'it gave its lease back; a pending pod has no conditions',
  },
]
