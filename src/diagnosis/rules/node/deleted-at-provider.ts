import type { Fact } from '../../fact.ts'
import { heartbeatOf, heartbeatWants, silenceLines } from '../../heartbeat.ts'
import { kubeletPortOf } from '../../kubelet-port.ts'
import { minutes, recentLines } from '../../recent.ts'
import { type Advice, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { nodeNameOf } from '../../target.ts'
import { machineStateStep } from './machine-state.ts'
import { aboutNode } from './node-events.ts'

/** Words and reasons of who knows that the machine is gone, or that it is about to be taken away. */
interface Sign {
  readonly text: RegExp
  /** With a node that is silent as well. */
  readonly confidence: number
}

const eventSigns: readonly Sign[] = [
  { text: /does not exist in the cloud provider|instance (was )?not found/i, confidence: 0.95 },
  { text: /^(SpotInterrupt|InstanceTerminat|TerminateScheduled|PreemptScheduled|StateChange)/i, confidence: 0.85 },
  { text: /spot interruption|instance (is )?(being )?terminat|preempted/i, confidence: 0.85 },
]

/** Taints of autoscalers and termination handlers: the machine was about to go. */
const takenAway: ReadonlyMap<string, string> = new Map([
  ['ToBeDeletedByClusterAutoscaler', 'the cluster autoscaler was about to remove the machine'],
  ['karpenter.sh/disrupted', 'Karpenter was about to remove the machine'],
  ['karpenter.sh/disruption', 'Karpenter was about to remove the machine'],
  ['aws-node-termination-handler/spot-itn', 'AWS announced that it takes the spot instance back'],
  ['aws-node-termination-handler/asg-lifecycle-termination', 'the auto-scaling group was about to end the instance'],
  ['cloud.google.com/impending-node-termination', 'Google announced that the instance ends'],
])

/** The cloud controller's log when it asks for an instance that is gone. */
const controllerLog = /instance not found|failed to get instance id from cloud provider|instanceid.*not found/i

/** The VM is gone at the provider and only its Node is left. Planned removals count only once the node is silent. */
export const nodeDeletedAtProvider = defineRule({
  cause: 'node.deleted-at-provider',
  severity: 'critical',
  targets: ['node'],
  needs: ['nodeCondition'],
  wants: [...heartbeatWants, 'event', 'nodeTaint', 'kubeletReach', 'logLine', 'nodeMissing'],
  decide(facts, context): Verdict {
    const heartbeat = heartbeatOf(facts, context.now)
    const isGone = facts.nodeMissing.length > 0 || heartbeat.state === 'silent'
    const hostAnswers = ['answers', 'closed'].includes(kubeletPortOf(facts.kubeletReach))
    if (!isGone || hostAnswers) return { status: 'False' }
    const signs = [
      ...eventsThatTell(aboutNode(facts.event)),
      ...taintsThatTell(facts.nodeTaint),
      ...linesThatTell(recentLines(facts.logLine, context.now, minutes(60))),
    ]
    if (signs.length === 0) return { status: 'False' }
    return {
      status: 'True',
      confidence: Math.max(...signs.map(({ confidence }) => confidence)),
      summary: `The machine of ${nodeNameOf(context.target)} was deleted or taken back at its provider`,
      because: [...signs.map(({ text, fact }) => because(text, fact)), ...silenceLines(heartbeat)],
    }
  },
  advice: steps,
})

interface Told {
  readonly text: string
  readonly confidence: number
  readonly fact: Fact
}

function eventsThatTell(events: readonly Fact<'event'>[]): readonly Told[] {
  return events.flatMap((fact) => {
    const { reason, message } = fact.value
    const sign = eventSigns.find(({ text }) => text.test(reason) || text.test(message))
    return sign ? [{ text: `Event ${reason}: ${message}`, confidence: sign.confidence, fact }] : []
  })
}

function taintsThatTell(taints: readonly Fact<'nodeTaint'>[]): readonly Told[] {
  return taints.flatMap((fact) => {
    const meaning = takenAway.get(fact.value.key)
    return meaning ? [{ text: `Taint ${fact.value.key}: ${meaning}`, confidence: 0.75, fact }] : []
  })
}

function linesThatTell(lines: readonly Fact<'logLine'>[]): readonly Told[] {
  return lines
    .filter(({ value }) => controllerLog.test(value.message))
    .slice(-2)
    .map((fact) => ({ text: `${fact.value.component} logs: ${fact.value.message}`, confidence: 0.8, fact }))
}

function steps({ target }: RuleContext): readonly Advice[] {
  const node = nodeNameOf(target)
  return [
    machineStateStep(node),
    {
      do: 'Once the provider says that it is gone: delete the Node, so that its pods and volumes are let go',
      command: `kubectl delete node ${node}`,
      risk: 'If the machine still runs, its pods run on beside their replacements.',
    },
  ]
}
