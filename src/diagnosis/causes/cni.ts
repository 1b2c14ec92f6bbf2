import type { Cause } from './cause.ts'

/** Causes of the family `cni`. */
export const cniCauses = {
  'cni.agent-down': {
    level: 'cause',
    meaning:
      "The network plugin's node agent was deployed but crashes, cannot start or is not ready; why is not in the evidence.",
    explains: ['cni.not-initialized', 'pod.create-failed', 'pod.crash-looping'],
  },
  'cni.config-invalid': {
    level: 'cause',
    meaning: 'A CNI configuration or plugin binary is there but is rejected or missing a part ("no valid networks").',
    explains: ['cni.not-initialized', 'pod.create-failed', 'node.not-ready'],
  },
  'cni.ip-exhausted': {
    level: 'cause',
    meaning: 'No free pod IP address on the node (leaked reservations or range too small).',
    explains: ['pod.create-failed'],
  },
  'cni.no-pod-cidr': {
    level: 'cause',
    meaning: 'The Node object has no podCIDR.',
    explains: ['cni.agent-down'],
  },
  'cni.not-initialized': {
    level: 'cause',
    meaning: 'No CNI configuration on the node: the network plugin is not installed or its pod never ran there.',
    explains: ['node.not-ready', 'pod.pending', 'pod.create-failed'],
  },
  'cni.peering-down': {
    level: 'cause',
    meaning: 'Agents run but no peering (BGP, tunnel) to the other nodes comes up; not an interface choice.',
    explains: ['cni.agent-down'],
  },
  'cni.wrong-interface': {
    level: 'cause',
    meaning: "The agent's autodetection took the wrong network interface or address.",
    explains: ['cni.peering-down', 'cni.agent-down'],
  },
} as const satisfies Record<string, Cause>
