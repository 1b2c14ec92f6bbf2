import type { Cause } from './cause.ts'

/** Causes of the family `pids`. */
export const pidsCauses = {
  'pids.cgroup-limit': {
    level: 'cause',
    meaning:
      'The pids limit of one cgroup (pod, container, service) is reached or set to nothing; the host can still fork.',
    explains: ['pod.crash-looping', 'pod.create-failed'],
  },
  'pids.node-exhausted': {
    level: 'cause',
    meaning: 'The host has no PIDs or threads left (pid_max, threads-max): fork gives EAGAIN in unrelated programs.',
    explains: [
      'runtime.hung',
      'pleg.unhealthy',
      'cni.agent-down',
      'node.pressure',
      'pod.evicted',
      'pod.create-failed',
      'node.not-ready',
    ],
  },
  'pids.zombie-leak': {
    level: 'cause',
    meaning: 'A parent does not reap its children; defunct processes pile up.',
    explains: ['pids.node-exhausted'],
  },
} as const satisfies Record<string, Cause>
