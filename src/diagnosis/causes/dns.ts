import type { Cause } from './cause.ts'

/** Causes of the family `dns`. */
export const dnsCauses = {
  'dns.apiserver-unreachable': {
    level: 'cause',
    meaning: "The DNS pods cannot reach the apiserver's service address and nothing in the evidence says why.",
    explains: ['pod.crash-looping'],
  },
  'dns.loop': {
    level: 'cause',
    meaning: 'Cluster DNS forwards to itself (own service address, or a loopback stub in its upstream list).',
    explains: ['dns.upstream-unreachable', 'pod.crash-looping'],
  },
  'dns.overloaded': {
    level: 'cause',
    meaning: 'The DNS pods are too few or throttled for the query load; the upstream answers others.',
    explains: ['dns.upstream-unreachable'],
  },
  'dns.upstream-unreachable': {
    level: 'cause',
    meaning: 'The DNS pods get no answer from the upstream resolver.',
    explains: [],
  },
} as const satisfies Record<string, Cause>
