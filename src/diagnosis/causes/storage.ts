import type { Cause } from './cause.ts'

/** Causes of the family `storage`. */
export const storageCauses = {
  'storage.detach-delayed': {
    level: 'cause',
    meaning: 'An RWO volume is still attached to the previous node (Multi-Attach), that node not known to be off.',
    explains: ['pod.create-failed'],
  },
  'storage.mount-hung': {
    level: 'cause',
    meaning: 'A network mount (NFS, Ceph, CSI) does not answer; whoever touches it blocks.',
    explains: [
      'kernel.hung-task',
      'runtime.container-stuck',
      'pleg.unhealthy',
      'pod.stuck-terminating',
      'pod.pending',
      'node.not-ready',
    ],
  },
} as const satisfies Record<string, Cause>
