import type { Fact } from '../../fact.ts'
import { heartbeatOf, heartbeatWants, silenceLines } from '../../heartbeat.ts'
import { type KubeletPort, kubeletPortOf } from '../../kubelet-port.ts'
import { writeKinds, writesOf } from '../../leadership.ts'
import { portLines } from '../../port-lines.ts'
import { minutes, recentLines } from '../../recent.ts'
import { type Advice, type Because, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { alikeIn } from '../../scope.ts'
import { nodeNameOf } from '../../target.ts'
import { isRefusal } from '../kubelet/refusals.ts'
import { machineStateStep } from '../node/machine-state.ts'
import { isOneOfMany, isOneOfMost, sharesItsFate } from '../node/scope-of-silence.ts'
import { groupPartition } from './group-partition.ts'
import { compareStep, logStep, pathStep, pathSteps } from './path-steps.ts'

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
  wants: [...heartbeatWants, ...writeKinds, 'kubeletReach', 'logLine', 'siblingReach'],
  decide(facts, context): Verdict {
    if (context.target.kind !== 'node') return groupPartition(facts, context)
    const heartbeat = heartbeatOf(facts, context.now)
    const port = kubeletPortOf(facts.kubeletReach)
    if (heartbeat.state === 'beating') return { status: 'False', fine: 'The node reaches the API server' }
    if (heartbeat.state !== 'silent') return { status: 'False' }
    // One cause for all: what lies between the nodes and the API server (network.load-balancer-fault).
    if (port === 'answers' && isOneOfMost(context) && writesOf(facts, context.now).inside) return { status: 'False' }
    const told = recentLines(facts.logLine, context.now, (heartbeat.silentMs ?? 0) + minutes(15))
    const lines = told.filter(({ value }) => lostPackets.test(value.message)).slice(-3)
    const isRefused = lines.length === 0 && told.some(({ value }) => isRefusal(value.message))
    const confidence = isRefused ? undefined : confidenceOf(port, lines.length > 0, context)
    if (confidence === undefined) return { status: 'False' }
    return {
      status: 'True',
      confidence,
      summary: summaryOf(port, context),
      because: [
        ...portLines(
          facts.kubeletReach,
          port === 'answers' ? 'The kubelet answers when the API server asks it' : 'The API server got no answer',
        ),
        ...logLines(lines),
        ...fateLines(context),
        ...silenceLines(heartbeat),
      ],
      advice: stepsFor(port, lines.length > 0, context),
      against: againstLines(port, lines.length > 0),
    }
  },
  advice: ({ target }) => [machineStateStep(nodeNameOf(target)), ...pathSteps(nodeNameOf(target))],
})

/** A kubelet that answers runs on a machine that is on; of several nodes cut off together the place is asked first. */
function stepsFor(port: KubeletPort, hasLostPackets: boolean, context: RuleContext): readonly Advice[] {
  const node = nodeNameOf(context.target)
  if (port === 'answers') return hasLostPackets ? pathSteps(node) : [logStep(node), ...pathSteps(node)]
  if (sharesItsFate(context)) return [compareStep, machineStateStep(node), pathStep(node)]
  return [machineStateStep(node), ...pathSteps(node)]
}

function againstLines(port: KubeletPort, hasLostPackets: boolean): readonly Because[] {
  if (port !== 'answers') return [because('A machine that is switched off looks the same from here')]
  return hasLostPackets ? [] : [because(otherOneWay)]
}

/** Undefined: no. Refused connections and handshakes that hang come from a host that is reached. */
function confidenceOf(port: KubeletPort, hasLostPackets: boolean, context: RuleContext): number | undefined {
  if (port === 'answers') return hasLostPackets ? 0.8 : 0.45
  if (port === 'closed' || port === 'hung' || port === 'broken') return undefined
  if (sharesItsFate(context)) return port === 'unasked' ? 0.5 : 0.75
  if (port === 'unasked') return 0.3
  return isOneOfMany(context) ? 0.55 : 0.45
}

function summaryOf(port: KubeletPort, context: RuleContext): string {
  const node = nodeNameOf(context.target)
  if (port === 'answers') return `${node} does not reach the API server, although its kubelet answers when asked`
  if (!sharesItsFate(context)) return `${node} may be cut off from the control plane: no packet of it comes back`
  return `${alikeIn(context.scope).length} nodes are cut off from the control plane together: ${sharedText(context)}`
}

function sharedText({ scope }: RuleContext): string {
  return scope.shared
    .slice(0, 2)
    .map(({ label, value }) => `${label} = ${value}`)
    .join(', ')
}

function fateLines(context: RuleContext): readonly Because[] {
  if (!sharesItsFate(context)) return []
  return [
    because(
      `All ${alikeIn(context.scope).length} silent nodes share ${sharedText(context)}, hardly a healthy one does`,
    ),
  ]
}

function logLines(lines: readonly Fact<'logLine'>[]): readonly Because[] {
  return lines.map((line) => because(`The kubelet logs: ${line.value.message}`, line))
}
