import type { Cause } from './cause.ts'

/** Causes of the family `etcd`. */
export const etcdCauses = {
  'etcd.bad-config': {
    level: 'cause',
    meaning: 'etcd cannot start or join: wrong flags, URLs, data directory or membership.',
    explains: ['etcd.down', 'etcd.quorum-lost'],
  },
  'etcd.certificate-rejected': {
    level: 'cause',
    meaning:
      'TLS between etcd and its client fails on a certificate: expired, refused, or name mismatch, in either direction.',
    explains: ['apiserver.etcd-unreachable', 'etcd.down'],
  },
  'etcd.data-corrupt': {
    level: 'cause',
    meaning: "A member's WAL, snapshot or database file is damaged or out of step.",
    explains: ['etcd.down'],
  },
  'etcd.down': {
    level: 'cause',
    meaning: 'etcd does not run; why is not in the evidence.',
    explains: ['apiserver.etcd-unreachable', 'apiserver.down', 'etcd.quorum-lost'],
  },
  'etcd.leader-unstable': {
    level: 'symptom',
    meaning: 'etcd changes its leader often or loses it.',
    explains: ['controllers.lease-lost'],
  },
  'etcd.overloaded': {
    level: 'cause',
    meaning: 'etcd answers too late for another or an unnamed reason (load, CPU, large ranges, peer latency).',
    explains: ['etcd.leader-unstable', 'controllers.lease-lost', 'pod.crash-looping'],
  },
  'etcd.quorum-lost': {
    level: 'cause',
    meaning: 'Fewer than a majority of the etcd members are alive.',
    explains: ['apiserver.etcd-unreachable', 'apiserver.down', 'pod.crash-looping'],
  },
  'etcd.slow-disk': {
    level: 'cause',
    meaning: "fsync or commit on etcd's disk is too slow.",
    explains: ['etcd.leader-unstable', 'controllers.lease-lost', 'pod.crash-looping'],
  },
  'etcd.space-exceeded': {
    level: 'cause',
    meaning: 'etcd reached its database quota (NOSPACE alarm); writes are refused.',
    explains: ['controllers.lease-lost', 'node.not-ready'],
  },
} as const satisfies Record<string, Cause>
