import type { Cause } from './cause.ts'

/** Causes of the family `disk`. */
export const diskCauses = {
  'disk.full': {
    level: 'cause',
    meaning: 'The node, image or host filesystem is full or over its threshold, whatever fills it.',
    explains: [
      'disk.image-gc-failed',
      'node.pressure',
      'pod.evicted',
      'pod.create-failed',
      'pod.crash-looping',
      'runtime.state-corrupt',
      'etcd.data-corrupt',
    ],
  },
  'disk.image-gc-failed': {
    level: 'symptom',
    meaning: 'Image garbage collection frees too little or nothing (ImageGCFailed, FreeDiskSpaceFailed).',
    explains: ['node.pressure'],
  },
  'disk.inodes-exhausted': {
    level: 'cause',
    meaning: 'The filesystem has no free inodes while space is free.',
    explains: ['node.pressure', 'pod.evicted', 'pod.create-failed', 'kubelet.stopped'],
  },
  'disk.read-only': {
    level: 'cause',
    meaning: 'A filesystem was remounted read-only at run time.',
    explains: ['pod.create-failed', 'pod.stuck-terminating'],
  },
  'disk.run-tmpfs-full': {
    level: 'cause',
    meaning: 'The tmpfs on /run is full; the disks are not.',
    explains: ['pod.create-failed'],
  },
} as const satisfies Record<string, Cause>
