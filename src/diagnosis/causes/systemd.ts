import type { Cause } from './cause.ts'

/** Causes of the family `systemd`. */
export const systemdCauses = {
  'systemd.bus-connection-stale': {
    level: 'cause',
    meaning: 'dbus or systemd was restarted and a client (kubelet, runtime) keeps its closed bus connection.',
    explains: ['pod.create-failed'],
  },
  'systemd.bus-cookie-overflow': {
    level: 'cause',
    meaning:
      'D-Bus cookie (serial) of PID 1 passed 2^32 (systemd 219 before 219-67): "Operation not supported", no bus answers.',
    explains: ['runtime.container-stuck', 'runtime.hung', 'pleg.unhealthy', 'pod.create-failed', 'node.not-ready'],
  },
  'systemd.frozen': {
    level: 'cause',
    meaning: 'PID 1 crashed (segfault, assertion) and froze execution.',
    explains: ['runtime.hung', 'pleg.unhealthy', 'pod.create-failed', 'node.not-ready'],
  },
  'systemd.overloaded': {
    level: 'cause',
    meaning: 'PID 1 lives but answers too late (burst of mounts, scopes or container starts).',
    explains: ['runtime.hung', 'pleg.unhealthy', 'pod.create-failed'],
  },
  'systemd.unit-leak': {
    level: 'cause',
    meaning: 'systemd\'s unit table is full (131072) with leaked units: "Argument list too long".',
    explains: ['pod.create-failed'],
  },
} as const satisfies Record<string, Cause>
