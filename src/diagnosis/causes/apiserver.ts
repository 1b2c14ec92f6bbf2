import type { Cause } from './cause.ts'

/** Causes of the family `apiserver`. */
export const apiserverCauses = {
  'apiserver.aggregated-api-down': {
    level: 'cause',
    meaning: 'The backend of an APIService is unavailable; discovery fails, the core API is fine.',
    explains: ['namespace.stuck-terminating'],
  },
  'apiserver.bad-config': {
    level: 'cause',
    meaning: 'kube-apiserver cannot start: wrong flag, missing file, invalid manifest.',
    explains: ['apiserver.down'],
  },
  'apiserver.caller-certificate-expired': {
    level: 'cause',
    meaning: 'The apiserver is fine and rejects a caller whose client certificate has expired.',
    explains: ['node.not-ready', 'controllers.lease-lost'],
  },
  'apiserver.down': {
    level: 'cause',
    meaning: 'kube-apiserver does not run or refuses connections; why is not in the evidence.',
    explains: [
      'node.not-ready',
      'kubelet.node-not-found',
      'controllers.lease-lost',
      'dns.apiserver-unreachable',
      'cni.agent-down',
    ],
  },
  'apiserver.etcd-unreachable': {
    level: 'symptom',
    meaning: 'The apiserver cannot connect to or use etcd.',
    explains: ['apiserver.down'],
  },
  'apiserver.serving-certificate-expired': {
    level: 'cause',
    meaning: "The apiserver's serving certificate has expired; every client rejects it.",
    explains: ['node.not-ready', 'kubelet.node-not-found', 'controllers.lease-lost'],
  },
  'apiserver.webhook-blocking': {
    level: 'cause',
    meaning: 'An admission webhook that cannot be reached blocks or delays writes.',
    explains: ['cni.agent-down', 'pod.create-failed', 'pod.pending', 'node.not-ready'],
  },
} as const satisfies Record<string, Cause>
