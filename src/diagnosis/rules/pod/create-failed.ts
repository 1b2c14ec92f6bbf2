import { conditionOf } from '../../conditions.ts'
import type { Fact } from '../../fact.ts'
import type { PodSummary } from '../../facts/pod.ts'
import { hasJustJoined } from '../../just-joined.ts'
import { minutes, recentEvents } from '../../recent.ts'
import { type Advice, defineRule, type RuleContext, type Severity, type Verdict } from '../../rule.ts'
import { nodeNameOf } from '../../target.ts'
import { podCount, podLines, podName, severityOfSpread } from './pod-lines.ts'

/** Events of the kubelet about a pod that it could not bring up. Images have their own causes. */
const failing = [
  'FailedCreatePodSandBox',
  'FailedCreatePodContainer',
  'FailedMount',
  'FailedAttachVolume',
  'FailedMapVolume',
]
const failedReasons = ['CreateContainerError', 'CreateContainerConfigError', 'RunContainerError', 'StartError']
/** Waiting for its sandbox or volumes this long is no start any more. */
const patience = minutes(5)

/** A pod, its sandbox, a container or a volume of it cannot be created or started on this node. */
export const podCreateFailed = defineRule({
  cause: 'pod.create-failed',
  severity: 'warning',
  targets: ['node'],
  needs: [],
  needsOneOf: ['podOnNode', 'podEvent'],
  wants: ['podOnNode', 'podEvent', 'nodeCondition', 'nodeIdentity'],
  decide({ podOnNode, podEvent, nodeCondition, nodeIdentity }, { now }): Verdict {
    const silent = conditionOf(nodeCondition, 'Ready')?.value.status === 'Unknown'
    const waiting = podOnNode.filter(({ value }) => isStartable(value))
    const events = silent ? [] : currentEvents(podEvent, waiting, now)
    const told = new Set(events.map(({ value }) => value.object))
    const stuck = waiting.filter(({ value }) => cannotStart(value, now) && !told.has(`Pod/${podName(value)}`))
    if (events.length + stuck.length === 0) {
      return { status: 'False', fine: silent ? undefined : 'Every pod on the node could be created' }
    }
    const pods = waiting.filter((pod) => stuck.includes(pod) || told.has(`Pod/${podName(pod.value)}`))
    return {
      status: 'True',
      confidence: 0.95,
      severity: hasJustJoined(nodeIdentity, now) ? 'info' : severityOf(pods, events),
      summary: `${podCount(told.size + stuck.length)} on the node cannot be created or started`,
      because: podLines<Fact<'podEvent'> | Fact<'podOnNode'>>([...events, ...stuck], lineOf),
    }
  },
  advice: steps,
})

/** Only pods that are to run and do not yet: a failure that was overcome is over. */
function isStartable({ phase, ready, deletedAt }: PodSummary): boolean {
  return !ready && deletedAt === undefined && (phase === 'Pending' || phase === 'Running')
}

/** The newest such Event of each pod that still waits. */
function currentEvents(
  events: readonly Fact<'podEvent'>[],
  waiting: readonly Fact<'podOnNode'>[],
  now: number,
): readonly Fact<'podEvent'>[] {
  const names = new Set(waiting.filter(({ value }) => !hasRunning(value)).map(({ value }) => `Pod/${podName(value)}`))
  const fitting = recentEvents(events, now, minutes(15)).filter(({ value }) => {
    return failing.includes(value.reason) && names.has(value.object)
  })
  const newestFirst = [...fitting].sort((a, b) => b.value.lastAt - a.value.lastAt)
  return [...new Map(newestFirst.reverse().map((fact) => [fact.value.object, fact])).values()]
}

function hasRunning({ containers }: PodSummary): boolean {
  return containers.some(({ state }) => state === 'running')
}

function cannotStart({ containers, createdAt, phase }: PodSummary, now: number): boolean {
  if (containers.some(({ reason, lastReason }) => failedReasons.includes(reason) || lastReason === 'StartError'))
    return true
  const creating = containers.some(({ reason }) => reason === 'ContainerCreating')
  return phase === 'Pending' && creating && createdAt < now - patience
}

/** A sandbox is made by the node alone; a missing ConfigMap is a matter of the workload. */
function severityOf(pods: readonly Fact<'podOnNode'>[], events: readonly Fact<'podEvent'>[]): Severity {
  if (events.some(({ value }) => value.reason === 'FailedCreatePodSandBox')) return 'warning'
  return severityOfSpread(pods.map(({ value }) => value))
}

function lineOf(fact: Fact<'podEvent'> | Fact<'podOnNode'>): string {
  if (fact.kind === 'podEvent')
    return `${fact.value.object.replace('Pod/', '')}: ${fact.value.reason}: ${fact.value.message}`
  const blocked = fact.value.containers.find(({ state }) => state === 'waiting')
  const message = blocked?.message ? `: ${blocked.message}` : ''
  return `${podName(fact.value)}: container ${blocked?.name ?? '?'} waits with ${blocked?.reason ?? 'no reason'}${message}`
}

function steps({ target }: RuleContext): readonly Advice[] {
  return [
    {
      do: `Read the Events of one such pod on ${nodeNameOf(target)} (take a name from the evidence)`,
      command: 'kubectl describe pod -n <namespace> <pod> | sed -n "/^Events/,$p"',
      answers: [
        { if: '"failed to setup network"', then: 'the CNI: see cni.config-invalid, cni.agent-down' },
        {
          if: '"connection refused" on a socket, or DeadlineExceeded',
          then: 'the runtime: see runtime.down, runtime.hung',
        },
        { if: 'FailedMount with "not found"', then: 'a ConfigMap, Secret or key is missing: create it' },
        { if: '"no space left on device"', then: 'see disk.full and disk.inodes-exhausted' },
      ],
    },
  ]
}
