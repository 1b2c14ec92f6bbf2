import type { Cause } from './cause.ts'

/** Causes of the family `iptables`. */
export const iptablesCauses = {
  'iptables.lock-contention': {
    level: 'cause',
    meaning: 'Several programs fight for the xtables lock (exit status 4, "holding the xtables lock").',
    explains: ['cni.agent-down', 'pod.crash-looping'],
  },
} as const satisfies Record<string, Cause>
