import type { Cause } from './cause.ts'

/** Causes of the family `pleg`. */
export const plegCauses = {
  'pleg.unhealthy': {
    level: 'symptom',
    meaning: 'PLEG relist did not finish in time, or has not succeeded once since kubelet start.',
    explains: ['node.not-ready'],
  },
} as const satisfies Record<string, Cause>
