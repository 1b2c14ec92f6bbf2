import type { Cause } from './cause.ts'

/** Causes of the family `network`. */
export const networkCauses = {
  'network.address-changed': {
    level: 'cause',
    meaning: "A node's IP address changed while endpoints or configuration still hold the old one.",
    explains: ['dns.apiserver-unreachable', 'cni.agent-down', 'node.not-ready'],
  },
  'network.forward-blocked': {
    level: 'cause',
    meaning:
      'The host does not forward pod traffic: FORWARD DROP, ip_forward=0, firewall REJECT, or rules flushed by a firewall reload.',
    explains: [
      'dns.apiserver-unreachable',
      'dns.upstream-unreachable',
      'cni.agent-down',
      'cni.peering-down',
      'apiserver.webhook-blocking',
      'pod.crash-looping',
    ],
  },
  'network.host-dns-failure': {
    level: 'cause',
    meaning: "The host's own resolver is slow or cannot resolve the apiserver's or the node's name (not cluster DNS).",
    explains: ['node.not-ready', 'kubelet.node-not-found'],
  },
  'network.load-balancer-fault': {
    level: 'cause',
    meaning:
      'The load balancer, proxy or virtual IP before the apiservers (also node-local haproxy or IPVS) has no live backend, drops, or holds dead connections.',
    explains: [
      'node.not-ready',
      'kubelet.node-not-found',
      'controllers.lease-lost',
      'apiserver.down',
      'etcd.down',
      'pod.create-failed',
    ],
  },
  'network.partition': {
    level: 'cause',
    meaning: 'The node cannot reach the apiserver: packets dropped or no route, for new connections too.',
    explains: [
      'node.not-ready',
      'kubelet.node-not-found',
      'pod.stuck-terminating',
      'etcd.quorum-lost',
      'apiserver.etcd-unreachable',
    ],
  },
  'network.stale-route': {
    level: 'cause',
    meaning: "A left-over host route or local address makes the apiserver's address unreachable from this host.",
    explains: ['node.not-ready', 'kubelet.node-not-found'],
  },
} as const satisfies Record<string, Cause>
