import type { Advice } from '../../rule.ts'

/** For a kubelet that answers: the machine is plainly on, and its log is the next thing to read. */
export function logStep(node: string): Advice {
  return {
    do: `On ${node}: read why the kubelet cannot report`,
    command: 'journalctl -u kubelet --since "-10 min" --no-pager | grep -iE "lease|node status|register" | tail -20',
    answers: [
      { if: 'i/o timeout, no route to host, Client.Timeout', then: 'its packets get lost: go on with the next step' },
      { if: 'use of closed network connection', then: 'it keeps a dead connection: `systemctl restart kubelet`' },
      { if: 'Unauthorized, certificate has expired', then: 'see kubelet.certificate-expired' },
      { if: 'forbidden, with two node names', then: 'see kubelet.name-mismatch' },
      { if: 'no such host', then: "the host's own name resolution fails: network.host-dns-failure" },
    ],
  }
}

/** The path from the node to the API server, tried as the kubelet does. */
export function pathStep(node: string): Advice {
  return {
    do: `On ${node} (console, or SSH from its own network): try the API server as its kubelet does`,
    command: 'curl -sk --max-time 5 "$(awk \'/server:/ {print $2; exit}\' /etc/kubernetes/kubelet.conf)/livez"',
    answers: [
      { if: 'ok', then: 'the path works again, or the kubelet holds a dead connection: `systemctl restart kubelet`' },
      { if: 'nothing within 5 s', then: 'packets are dropped: firewall, security group, route or VLAN of this node' },
      { if: 'no route to host', then: 'a firewall rejects, or the neighbour is gone: `ip route get <API server>`' },
      {
        if: 'connection refused',
        then: 'the load balancer or VIP in front of the API server: network.load-balancer-fault',
      },
    ],
  }
}

/** What the silent nodes have in common, and what was changed there. */
export const compareStep: Advice = {
  do: 'Compare with what changed: firewall rules, security groups, routes, switch ports, MTU, the CNI of the zone',
  command: 'kubectl get nodes -L topology.kubernetes.io/zone -o wide',
  answers: [
    { if: 'all nodes of a zone are NotReady', then: 'the zone is cut off: provider status page, zone routes' },
    { if: 'only this node', then: 'its own link, route, firewall or address' },
  ],
}

/** Where on the way packets get lost. */
export function pathSteps(node: string): readonly Advice[] {
  return [pathStep(node), compareStep]
}
