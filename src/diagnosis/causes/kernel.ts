import type { Cause } from './cause.ts'

/** Causes of the family `kernel`. */
export const kernelCauses = {
  'kernel.conntrack-full': {
    level: 'cause',
    meaning: 'The nf_conntrack table is full; new flows are dropped.',
    explains: ['dns.upstream-unreachable', 'pod.crash-looping', 'node.not-ready'],
  },
  'kernel.hung-task': {
    level: 'cause',
    meaning:
      'Tasks stay blocked inside the kernel (D state, "blocked for more than 120 seconds") through a kernel bug or regression; no narrower kernel or storage id fits.',
    explains: ['runtime.hung', 'runtime.container-stuck', 'pleg.unhealthy', 'pod.stuck-terminating', 'node.not-ready'],
  },
  'kernel.memory-cgroup-leak': {
    level: 'cause',
    meaning: 'Dead memory cgroups are not freed: mkdir in the memory cgroup gives ENOMEM or ENOSPC.',
    explains: ['pod.create-failed'],
  },
  'kernel.netdev-leak': {
    level: 'cause',
    meaning: 'A network namespace cannot be torn down or created (unregister_netdevice, copy_net_ns).',
    explains: [
      'kernel.hung-task',
      'runtime.hung',
      'runtime.down',
      'pod.create-failed',
      'pod.stuck-terminating',
      'node.not-ready',
    ],
  },
  'kernel.soft-lockup': {
    level: 'cause',
    meaning: 'A CPU is stuck in the kernel ("soft lockup"); the task named is only the one that was running.',
    explains: ['pleg.unhealthy', 'node.not-ready'],
  },
  'kernel.storage-error': {
    level: 'cause',
    meaning:
      'Disk, controller or filesystem errors or stalls reported by the kernel (I/O error, HBA waits, EXT4/XFS errors).',
    explains: [
      'disk.read-only',
      'kernel.hung-task',
      'runtime.hung',
      'etcd.slow-disk',
      'etcd.data-corrupt',
      'pod.stuck-terminating',
    ],
  },
} as const satisfies Record<string, Cause>
