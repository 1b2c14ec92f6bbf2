import type { Cause } from './cause.ts'

/** Causes of the family `inotify`. */
export const inotifyCauses = {
  'inotify.limit': {
    level: 'cause',
    meaning: 'fs.inotify max_user_watches (ENOSPC) or max_user_instances (EMFILE) is used up.',
    explains: ['kubelet.stopped', 'runtime.cri-unavailable'],
  },
} as const satisfies Record<string, Cause>
