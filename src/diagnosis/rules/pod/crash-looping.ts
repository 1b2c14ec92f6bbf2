import { conditionOf } from '../../conditions.ts'
import type { EpochMs } from '../../evidence.ts'
import type { ContainerState, PodSummary } from '../../facts/pod.ts'
import { minutes } from '../../recent.ts'
import { type Advice, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { nodeNameOf } from '../../target.ts'
import { podCount, podLines, podName, severityOfSpread } from './pod-lines.ts'

/** The longest pause between two starts is 5 minutes: a loop ended something within this time. */
const oneRound = minutes(6)

/**
 * Containers that start and end again and again. Between two pauses such a container is `terminated` or even Running, so
 * restarts and the last end count as well as the reason CrashLoopBackOff.
 */
export const podCrashLooping = defineRule({
  cause: 'pod.crash-looping',
  severity: 'warning',
  targets: ['node'],
  needs: ['podOnNode'],
  wants: ['nodeCondition'],
  decide({ podOnNode, nodeCondition }, { now }): Verdict {
    const looping = podOnNode.filter(({ value }) => loopingContainer(value, now))
    if (looping.length === 0) {
      // A silent kubelet writes no container states: what they say is of the past.
      const silent = conditionOf(nodeCondition, 'Ready')?.value.status === 'Unknown'
      return { status: 'False', fine: silent ? undefined : 'No container on the node is crash-looping' }
    }
    return {
      status: 'True',
      confidence: 0.95,
      severity: severityOfSpread(looping.map(({ value }) => value)),
      summary: `${podCount(looping.length)} on the node restart again and again`,
      because: podLines(looping, ({ value }) => `${podName(value)}: ${loopText(loopingContainer(value, now))}`),
    }
  },
  advice: steps,
})

function loopingContainer(pod: PodSummary, now: EpochMs): ContainerState | undefined {
  if (pod.phase === 'Succeeded' || pod.phase === 'Failed' || pod.deletedAt !== undefined) return undefined
  return pod.containers.find((container) => {
    if (container.reason === 'CrashLoopBackOff') return true
    const ended = container.lastFinishedAt ?? 0
    return container.restarts >= 3 && ended > now - oneRound
  })
}

function loopText(container: ContainerState | undefined): string {
  if (!container) return ''
  const { name, restarts, state, reason, exitCode, lastReason, lastExitCode } = container
  const [why, code] = state === 'terminated' ? [reason, exitCode] : [lastReason, lastExitCode]
  const ended = why === '' ? '' : `, last ended with ${why}${code === undefined ? '' : ` (exit ${code})`}`
  return `container ${name} restarted ${restarts} times${ended}`
}

function steps({ target }: RuleContext): readonly Advice[] {
  return [
    {
      do: `Read what a container said before it ended (on ${nodeNameOf(target)}; take names from the evidence)`,
      command: 'kubectl logs -n <namespace> <pod> --previous --tail=50',
      answers: [
        { if: 'an error of the program', then: 'it is the workload: the node is not to blame' },
        {
          if: 'i/o timeout or no route to host for a service address',
          then: 'pod networking on this node: compare with other nodes',
        },
        {
          if: '"unable to retrieve container logs"',
          then: 'the log is gone: kubectl describe pod shows reason and exit code',
        },
      ],
    },
  ]
}
