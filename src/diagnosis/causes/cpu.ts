import type { Cause } from './cause.ts'

/** Causes of the family `cpu`. */
export const cpuCauses = {
  'cpu.saturated': {
    level: 'cause',
    meaning: 'Load or CPU pressure so high that node daemons answer too late; no narrower cause.',
    explains: ['pleg.unhealthy', 'runtime.hung', 'node.not-ready'],
  },
  'cpu.steal': {
    level: 'cause',
    meaning: 'The hypervisor gives the VM too little CPU (steal).',
    explains: ['kernel.soft-lockup', 'cpu.saturated', 'etcd.overloaded'],
  },
} as const satisfies Record<string, Cause>
