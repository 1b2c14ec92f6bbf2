import type { Cause } from './cause.ts'

/** Causes of the family `runtime`. */
export const runtimeCauses = {
  'runtime.container-stuck': {
    level: 'cause',
    meaning: 'Calls on one container hang (runc or shim deadlock, lost exit event) while the others answer.',
    explains: ['pleg.unhealthy', 'pod.stuck-terminating'],
  },
  'runtime.cri-unavailable': {
    level: 'cause',
    meaning:
      'The daemon runs but does not serve the CRI API asked for (plugin disabled, not loaded, wrong CRI version).',
    explains: ['runtime.down', 'kubelet.stopped', 'pod.create-failed', 'node.not-ready'],
  },
  'runtime.down': {
    level: 'cause',
    meaning: 'The container runtime daemon does not run or its socket refuses; why is not in the evidence.',
    explains: ['kubelet.stopped', 'pleg.unhealthy', 'pod.create-failed', 'pod.stuck-terminating', 'node.not-ready'],
  },
  'runtime.fd-limit': {
    level: 'cause',
    meaning: 'The runtime daemon has used up its own open-file limit (RLIMIT_NOFILE).',
    explains: ['pod.create-failed'],
  },
  'runtime.hung': {
    level: 'cause',
    meaning: 'The daemon process lives but list and other calls never return, for all containers.',
    explains: ['runtime.down', 'pleg.unhealthy', 'pod.create-failed', 'pod.stuck-terminating', 'node.not-ready'],
  },
  'runtime.shim-leak': {
    level: 'cause',
    meaning: 'Shim processes stay behind after their container was removed.',
    explains: ['memory.node-oom', 'pids.node-exhausted', 'pod.stuck-terminating'],
  },
  'runtime.state-corrupt': {
    level: 'cause',
    meaning: "The runtime's stored state (layers, sandbox records, network store) is damaged or contradicts itself.",
    explains: ['runtime.down', 'runtime.container-stuck', 'pod.create-failed'],
  },
} as const satisfies Record<string, Cause>
