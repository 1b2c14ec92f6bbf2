import type { Cause } from './cause.ts'

/** Causes of the family `memory`. */
export const memoryCauses = {
  'memory.cgroup-limit': {
    level: 'cause',
    meaning: 'One container, pod or slice ran into its own memory limit.',
    explains: ['etcd.down', 'cni.agent-down', 'pod.crash-looping'],
  },
  'memory.misreported': {
    level: 'cause',
    meaning: 'Memory statistics are wrong or misleading; the node is not short of memory.',
    explains: ['node.pressure', 'pod.evicted'],
  },
  'memory.no-eviction-threshold': {
    level: 'cause',
    meaning: 'The kubelet has no memory.available eviction threshold, so the kernel OOM killer decides.',
    explains: ['memory.node-oom', 'node.not-ready'],
  },
  'memory.node-oom': {
    level: 'cause',
    meaning: 'The node as a whole is out of memory: global OOM kill, or thrashing before it.',
    explains: [
      'apiserver.down',
      'etcd.overloaded',
      'controllers.lease-lost',
      'node.pressure',
      'pod.evicted',
      'pod.crash-looping',
      'node.not-ready',
    ],
  },
} as const satisfies Record<string, Cause>
