import type { Cause } from './cause.ts'

/** Causes of the family `scheduler`. */
export const schedulerCauses = {
  'scheduler.down': {
    level: 'cause',
    meaning: 'kube-scheduler does not run anywhere.',
    explains: ['pod.pending'],
  },
  'scheduler.misconfigured': {
    level: 'cause',
    meaning: 'kube-scheduler runs but its kubeconfig, profile or extender is wrong, so it binds nothing.',
    explains: ['pod.pending'],
  },
} as const satisfies Record<string, Cause>
