import type { Fact } from '../../fact.ts'
import { heartbeatOf, heartbeatWants, silenceLines } from '../../heartbeat.ts'
import { type KubeletPort, kubeletPortOf } from '../../kubelet-port.ts'
import { writeKinds } from '../../leadership.ts'
import { type Advice, type Because, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { nodeNameOf } from '../../target.ts'
import { machineStateStep } from '../node/machine-state.ts'
import { isOneOfMany, sharesItsFate } from '../node/scope-of-silence.ts'
import { groupPartition } from './group-partition.ts'

/** The kubelet's own words when its packets to the API server get lost. */
const lostPackets =
  /(failed to update lease|update(ing)? node (status|lease)|get(ting)? node|dial tcp).*(i\/o timeout|no route to host|network is unreachable|Client\.Timeout exceeded|context deadline exceeded)/i

const otherOneWay =
  'An expired client certificate, or a dead connection that the kubelet keeps, looks the same until its log is read'

/**
 * The node is cut off: it is silent and no packet of it comes back; or its kubelet answers when asked, while what it
 * sends by itself does not arrive (a firewall or route in one direction).
 */
export const networkPartition = defineRule({
  cause: 'network.partition',
  severity: 'critical',
  targets: ['node', 'control-plane', 'cluster'],
  needs: ['nodeCondition'],
  needsFor: { 'control-plane': ['siblingNode'], cluster: ['siblingNode'] },
  wants: [...heartbeatWants, ...writeKinds, 'kubeletReach', 'logLine'],
  decide(facts, context): Verdict {
    if (context.target.kind !== 'node') return groupPartition(facts, context)
    const heartbeat = heartbeatOf(facts, context.now)
    const port = kubeletPortOf(facts.kubeletReach)
    if (heartbeat.state === 'beating') return { status: 'False', fine: 'The node reaches the API server' }
    if (heartbeat.state !== 'silent') return { status: 'False' }
    const lines = facts.logLine.filter(({ value }) => lostPackets.test(value.message)).slice(-3)
    const confidence = confidenceOf(port, lines.length > 0, context)
    if (confidence === undefined) return { status: 'False' }
    return {
      status: 'True',
      confidence,
      summary: summaryOf(port, context),
      because: [
        ...portLines(port, facts.kubeletReach),
        ...logLines(lines),
        ...fateLines(context),
        ...silenceLines(heartbeat),
      ],
      against: [because(port === 'answers' ? otherOneWay : 'A machine that is switched off looks the same from here')],
    }
  },
  advice: (context) => [machineStateStep(nodeNameOf(context.target)), ...pathSteps(context)],
})

/** Undefined: no. Refused connections and handshakes that hang come from a host that is reached. */
function confidenceOf(port: KubeletPort, hasLostPackets: boolean, context: RuleContext): number | undefined {
  if (port === 'answers') return hasLostPackets ? 0.8 : 0.45
  if (port === 'closed' || port === 'hung' || port === 'broken') return undefined
  if (sharesItsFate(context)) return port === 'unasked' ? 0.5 : 0.75
  if (port === 'unasked') return 0.3
  return isOneOfMany(context) ? 0.5 : 0.45
}

function summaryOf(port: KubeletPort, context: RuleContext): string {
  const node = nodeNameOf(context.target)
  if (port === 'answers') return `${node} does not reach the API server, although its kubelet answers when asked`
  if (!sharesItsFate(context)) return `${node} may be cut off from the control plane: no packet of it comes back`
  return `${context.scope.sick.length} nodes are cut off from the control plane together: ${sharedText(context)}`
}

function sharedText({ scope }: RuleContext): string {
  return scope.shared
    .slice(0, 2)
    .map(({ label, value }) => `${label} = ${value}`)
    .join(', ')
}

function fateLines(context: RuleContext): readonly Because[] {
  if (!sharesItsFate(context)) return []
  return [because(`All ${context.scope.sick.length} silent nodes share ${sharedText(context)}, no healthy node does`)]
}

function portLines(port: KubeletPort, [reach]: Parameters<typeof kubeletPortOf>[0]): readonly Because[] {
  if (!reach || port === 'unasked') return []
  const text = port === 'answers' ? 'The kubelet answers when the API server asks it' : 'The API server got no answer'
  return [because(`${text}: ${reach.value.message || 'ok'}`, reach)]
}

function logLines(lines: readonly Fact<'logLine'>[]): readonly Because[] {
  return lines.map((line) => because(`The kubelet logs: ${line.value.message}`, line))
}

function pathSteps({ target }: RuleContext): readonly Advice[] {
  const node = nodeNameOf(target)
  return [
    {
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
    },
    {
      do: 'Compare with what changed: firewall rules, security groups, routes, switch ports, MTU, the CNI of the zone',
      command: 'kubectl get nodes -L topology.kubernetes.io/zone -o wide',
      answers: [
        { if: 'all nodes of a zone are NotReady', then: 'the zone is cut off: provider status page, zone routes' },
        { if: 'only this node', then: 'its own link, route, firewall or address' },
      ],
    },
  ]
}
