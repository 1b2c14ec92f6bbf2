import type { Cause } from './cause.ts'

/** Causes of the family `controllers`. */
export const controllersCauses = {
  'controllers.hung': {
    level: 'cause',
    meaning: 'kube-controller-manager or kube-scheduler lives, perhaps with green health, but does no work at all.',
    explains: ['cni.no-pod-cidr', 'pod.pending'],
  },
  'controllers.lease-lost': {
    level: 'cause',
    meaning:
      'kube-controller-manager or kube-scheduler could not renew its leader lease and exits by design; why the renewal was slow is not in the evidence.',
    explains: ['controller-manager.down', 'scheduler.down', 'pod.crash-looping'],
  },
  'controllers.missed-event': {
    level: 'cause',
    meaning:
      'One object stays unprocessed because its event or second step was lost (watch gap, leader change); other objects are handled.',
    explains: ['pod.pending'],
  },
} as const satisfies Record<string, Cause>
