import type { Cause } from './cause.ts'

/** Causes of the family `device`. */
export const deviceCauses = {
  'device.access-lost': {
    level: 'cause',
    meaning:
      'A running container lost its device (device cgroup rewritten, e.g. by a systemd daemon-reload); host and driver are fine.',
    explains: [],
  },
  'device.driver-mismatch': {
    level: 'cause',
    meaning: 'Device driver and library or kernel module versions differ on the host after an update.',
    explains: ['pod.pending'],
  },
} as const satisfies Record<string, Cause>
