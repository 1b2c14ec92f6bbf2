import type { Fact } from '../../fact.ts'
import { heartbeatOf, heartbeatWants, silenceLines } from '../../heartbeat.ts'
import { type KubeletPort, kubeletPortOf } from '../../kubelet-port.ts'
import { portLines } from '../../port-lines.ts'
import { type Advice, type Because, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { alikeIn } from '../../scope.ts'
import { nodeNameOf } from '../../target.ts'
import { machineStateStep } from './machine-state.ts'
import { aboutNode } from './node-events.ts'
import { isOneOfMany, sharesItsFate } from './scope-of-silence.ts'

/** Set by the cloud-controller-manager when the provider says that the instance is shut down. */
const shutdownTaint = 'node.cloudprovider.kubernetes.io/shutdown'

/**
 * The machine is off. The API alone cannot tell it from a cut cable: only the provider, a console, or traces of an
 * orderly shutdown can. A silent node by itself never proves it.
 */
export const nodePoweredOff = defineRule({
  cause: 'node.powered-off',
  severity: 'critical',
  targets: ['node'],
  needs: ['nodeCondition'],
  wants: [...heartbeatWants, 'kubeletReach', 'nodeTaint', 'podOnNode', 'event'],
  decide(facts, context): Verdict {
    const heartbeat = heartbeatOf(facts, context.now)
    const port = kubeletPortOf(facts.kubeletReach)
    if (heartbeat.state === 'beating') return { status: 'False', fine: 'The machine is on: its kubelet reports' }
    if (heartbeat.state !== 'silent' || hostAnswers.has(port)) return { status: 'False' }
    const traces = shutdownTraces(facts)
    const confidence = confidenceOf(traces, port, context)
    return {
      status: 'True',
      confidence,
      summary: summaryOf(nodeNameOf(context.target), confidence, port),
      because: [
        ...traces.map(({ line }) => line),
        ...portLines(facts.kubeletReach, 'Nothing of the host answers the API server'),
        ...silenceLines(heartbeat),
      ],
      against: againstLines(traces.length > 0, context),
    }
  },
  advice: steps,
})

const hostAnswers: ReadonlySet<KubeletPort> = new Set<KubeletPort>(['answers', 'closed', 'hung', 'broken'])

interface Trace {
  readonly line: Because
  readonly confidence: number
}

/** What an orderly shutdown leaves behind. */
function shutdownTraces(facts: {
  readonly nodeTaint: readonly Fact<'nodeTaint'>[]
  readonly nodeCondition: readonly Fact<'nodeCondition'>[]
  readonly podOnNode: readonly Fact<'podOnNode'>[]
  readonly event: readonly Fact<'event'>[]
}): readonly Trace[] {
  const taint = facts.nodeTaint.find(({ value }) => value.key === shutdownTaint)
  const condition = facts.nodeCondition.find(({ value }) => /node is shutting down/i.test(value.message))
  const event = aboutNode(facts.event).find(({ value }) => /^(NodeShutdown|Shutdown)$/.test(value.reason))
  const pods = facts.podOnNode.filter(({ value }) => /^(NodeShutdown|Shutdown|Terminated)$/.test(value.reason))
  const traces: [string, number, readonly (Fact | undefined)[]][] = [
    ["The provider says that the instance is shut down (the cloud controller's taint)", 0.95, [taint]],
    ['The last word of the kubelet was that the node is shutting down', 0.85, [condition]],
    ['The kubelet announced a shutdown of the node', 0.8, [event]],
    [`${pods.length} pods were ended by an orderly shutdown of the node`, 0.75, pods],
  ]
  return traces
    .filter(([, , from]) => from.some((fact) => fact !== undefined))
    .map(([text, confidence, from]) => ({ line: because(text, ...from), confidence }))
}

function confidenceOf(traces: readonly Trace[], port: KubeletPort, context: RuleContext): number {
  const traced = Math.max(0, ...traces.map(({ confidence }) => confidence))
  if (traced > 0) return traced
  if (port === 'unasked') return 0.35
  if (sharesItsFate(context)) return 0.35
  if (isOneOfMany(context)) return 0.42
  return port === 'no-route' ? 0.55 : 0.5
}

function summaryOf(node: string, confidence: number, port: KubeletPort): string {
  if (confidence >= 0.7) return `The machine of ${node} was switched off`
  const silence = port === 'unasked' ? 'its kubelet reports nothing' : 'it reports nothing and nothing of it answers'
  return `The machine of ${node} may be switched off: ${silence}`
}

function againstLines(traced: boolean, context: RuleContext): readonly Because[] {
  if (traced) return []
  const cut = because('A machine that is cut off from the control plane looks the same from here')
  if (!sharesItsFate(context) && !isOneOfMany(context)) return [cut]
  return [cut, because(`${alikeIn(context.scope).length} nodes are silent together, which a network explains better`)]
}

function steps(context: RuleContext): readonly Advice[] {
  const node = nodeNameOf(context.target)
  return [
    machineStateStep(node),
    {
      do: 'Switch it on at the provider, hypervisor or BMC, and wait for the kubelet to report',
      command: `kubectl wait --for=condition=Ready node/${node} --timeout=5m`,
      answers: [
        {
          if: 'condition met',
          then: 'find out why it went off: provider log, BMC event log, previous boot in the journal',
        },
        { if: 'timed out', then: 'read the console: it may hang in boot, or come up without network' },
      ],
    },
    {
      do: 'If it stays off: let its volumes and StatefulSet pods move, once you are certain that it is off',
      command: `kubectl taint nodes ${node} node.kubernetes.io/out-of-service=nodeshutdown:NoExecute`,
      risk: 'On a machine that still runs this attaches volumes twice and destroys data. Remove the taint when it is back.',
    },
  ]
}
