import type { Cause } from './cause.ts'

/** Causes of the family `pod`. */
export const podCauses = {
  'pod.crash-looping': {
    level: 'effect',
    meaning: 'Containers or sandboxes restart again and again.',
    explains: [],
  },
  'pod.create-failed': {
    level: 'effect',
    meaning: 'A pod, sandbox, container or volume of it cannot be created or started.',
    explains: [],
  },
  'pod.evicted': {
    level: 'effect',
    meaning: 'Pods are evicted by the kubelet.',
    explains: [],
  },
  'pod.pending': {
    level: 'effect',
    meaning: 'Pods stay Pending (unscheduled).',
    explains: [],
  },
  'pod.stuck-terminating': {
    level: 'effect',
    meaning: 'Pods stay Terminating or Unknown, or cannot be killed.',
    explains: [],
  },
} as const satisfies Record<string, Cause>
