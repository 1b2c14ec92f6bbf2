import type { Cause } from './cause.ts'

/** Causes of the family `node`. */
export const nodeCauses = {
  'node.cordoned': {
    level: 'cause',
    meaning: 'Somebody marked the node unschedulable; nothing is broken.',
    explains: ['pod.pending'],
  },
  'node.deleted-at-provider': {
    level: 'cause',
    meaning: 'The VM was terminated or reclaimed at the cloud provider; only the Node object remains.',
    explains: ['node.not-ready', 'pod.stuck-terminating'],
  },
  'node.not-initialized': {
    level: 'cause',
    meaning:
      'The cloud-controller-manager never initialised the node: node.cloudprovider.kubernetes.io/uninitialized stays.',
    explains: ['pod.pending'],
  },
  'node.not-ready': {
    level: 'symptom',
    meaning: 'Ready is False or Unknown, or the pod reason is NodeLost.',
    explains: ['pod.stuck-terminating'],
  },
  'node.object-deleted': {
    level: 'cause',
    meaning: 'The Node object was deleted while the machine and its kubelet go on.',
    explains: ['kubelet.node-not-found', 'pod.stuck-terminating'],
  },
  'node.powered-off': {
    level: 'cause',
    meaning: 'The machine or VM is switched off.',
    explains: ['node.not-ready', 'pod.stuck-terminating', 'storage.detach-delayed', 'etcd.quorum-lost'],
  },
  'node.pressure': {
    level: 'symptom',
    meaning: 'A MemoryPressure, DiskPressure or PIDPressure condition is True.',
    explains: ['pod.evicted', 'pod.pending'],
  },
  'node.rebooted': {
    level: 'cause',
    meaning: 'The machine restarted (new boot id, host failover, panic, manual reboot).',
    explains: ['node.not-ready', 'pod.stuck-terminating', 'runtime.state-corrupt', 'etcd.data-corrupt'],
  },
  'node.replaced': {
    level: 'cause',
    meaning: 'Another machine now runs under the name of an earlier node (new UID).',
    explains: ['pod.stuck-terminating'],
  },
  'node.taint-left-over': {
    level: 'cause',
    meaning:
      "A taint of some other owner (not the cloud-controller-manager's uninitialized) is still set although its reason is gone.",
    explains: ['pod.pending'],
  },
} as const satisfies Record<string, Cause>
