import type { Cause } from './cause.ts'

/** Causes of the family `mounts`. */
export const mountsCauses = {
  'mounts.limit': {
    level: 'cause',
    meaning: 'The mount limit of a mount namespace (fs.mount-max) is reached: mount(2) gives ENOSPC.',
    explains: ['pod.create-failed'],
  },
} as const satisfies Record<string, Cause>
