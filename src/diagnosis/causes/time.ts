import type { Cause } from './cause.ts'

/** Causes of the family `time`. */
export const timeCauses = {
  'time.skewed': {
    level: 'cause',
    meaning: "A machine's clock is wrong or was stepped.",
    explains: [
      'apiserver.serving-certificate-expired',
      'apiserver.caller-certificate-expired',
      'kubelet.certificate-expired',
      'etcd.certificate-rejected',
      'apiserver.etcd-unreachable',
      'node.not-ready',
    ],
  },
} as const satisfies Record<string, Cause>
