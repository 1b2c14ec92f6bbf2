import type { Cause } from './cause.ts'

/** Causes of the family `kubelet`. */
export const kubeletCauses = {
  'kubelet.bad-config': {
    level: 'cause',
    meaning:
      "The kubelet's configuration file or kubeconfig is missing, unreadable or invalid (flags: kubelet.removed-flag).",
    explains: ['kubelet.stopped'],
  },
  'kubelet.certificate-expired': {
    level: 'cause',
    meaning: "The kubelet's own client certificate has expired and cannot rotate.",
    explains: ['apiserver.caller-certificate-expired', 'kubelet.node-not-found', 'node.not-ready'],
  },
  'kubelet.cgroup-controller-missing': {
    level: 'cause',
    meaning: 'A cgroup controller the kubelet requires (pids, memory, ...) is not enabled or not mounted.',
    explains: ['kubelet.stopped'],
  },
  'kubelet.cgroup-driver-mismatch': {
    level: 'cause',
    meaning:
      'Kubelet and container runtime do not use the same cgroup driver (wrong or wrongly quoted value, SystemdCgroup unset, cgroup v1 runtime config on a cgroup v2 host).',
    explains: ['kubelet.stopped', 'pod.crash-looping'],
  },
  'kubelet.leftover-slices': {
    level: 'cause',
    meaning: 'kubepods*.slice units of an earlier kubelet are still loaded, so the QoS cgroups cannot be created.',
    explains: ['kubelet.stopped'],
  },
  'kubelet.name-mismatch': {
    level: 'cause',
    meaning:
      'The name the kubelet runs under (hostname, override, cloud name) is not the name in its credentials or of its Node object.',
    explains: ['kubelet.node-not-found', 'node.not-ready'],
  },
  'kubelet.node-not-found': {
    level: 'symptom',
    meaning: 'The kubelet repeats node "X" not found.',
    explains: [],
  },
  'kubelet.removed-flag': {
    level: 'cause',
    meaning: 'A command-line flag which this kubelet version no longer knows is still passed.',
    explains: ['kubelet.stopped'],
  },
  'kubelet.stale-connection': {
    level: 'cause',
    meaning: 'The kubelet keeps using a dead (HTTP/2) connection to the apiserver although new connections work.',
    explains: ['node.not-ready'],
  },
  'kubelet.stopped': {
    level: 'cause',
    meaning:
      'The kubelet process does not run (stopped, killed, disabled), and no start error below is in the evidence.',
    explains: ['node.not-ready', 'kubelet.node-not-found', 'apiserver.down', 'pod.stuck-terminating'],
  },
  'kubelet.swap-enabled': {
    level: 'cause',
    meaning: 'Swap is active and the kubelet refuses to start.',
    explains: ['kubelet.stopped'],
  },
} as const satisfies Record<string, Cause>
