import { conditionOf } from '../../conditions.ts'
import type { EpochMs } from '../../evidence.ts'
import type { Fact } from '../../fact.ts'
import { type Advice, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { spanText } from '../../span.ts'
import { nodeNameOf } from '../../target.ts'
import { podCount, podLines, podName } from './pod-lines.ts'

/**
 * Pods that should be gone: `deletionTimestamp` is the end of the grace period, and nobody confirmed the end. A living
 * kubelet needs some seconds more; a dead one never confirms.
 */
export const podStuckTerminating = defineRule({
  cause: 'pod.stuck-terminating',
  severity: 'warning',
  targets: ['node'],
  needs: ['podOnNode'],
  wants: ['nodeCondition'],
  decide({ podOnNode, nodeCondition }, { now }): Verdict {
    const ready = conditionOf(nodeCondition, 'Ready')?.value.status === 'True'
    const slack = (ready ? 60 : 10) * 1000
    const stuck = podOnNode.filter((pod) => overdue(pod, now) > slack).sort((a, b) => overdue(b, now) - overdue(a, now))
    if (stuck.length === 0) return { status: 'False', fine: 'No pod on the node is stuck while terminating' }
    const oldest = spanText(Math.max(...stuck.map((pod) => overdue(pod, now))))
    return {
      status: 'True',
      confidence: 0.95,
      summary: `${podCount(stuck.length)} should be gone and stay Terminating, the longest for ${oldest} beyond the grace period`,
      because: podLines(stuck, (pod) => {
        return `${podName(pod.value)} is Terminating, ${spanText(overdue(pod, now))} beyond its grace period of ${pod.value.graceSeconds} s`
      }),
    }
  },
  advice: steps,
})

function overdue({ value }: Fact<'podOnNode'>, now: EpochMs): number {
  return value.deletedAt === undefined ? 0 : now - value.deletedAt
}

function steps({ target }: RuleContext): readonly Advice[] {
  const node = nodeNameOf(target)
  return [
    {
      do: 'See what the pods wait for',
      command: `kubectl get node ${node}; kubectl get pods -A --field-selector spec.nodeName=${node} -o jsonpath='{range .items[?(@.metadata.deletionTimestamp)]}{.metadata.namespace}/{.metadata.name} {.metadata.finalizers}{"\\n"}{end}'`,
      answers: [
        { if: 'the node is NotReady', then: 'the kubelet must confirm the end: repair the node first' },
        { if: 'a pod has finalizers', then: 'their controller must remove them: find out which one it is' },
        {
          if: 'neither',
          then: 'the kubelet cannot kill it: kubectl describe pod shows FailedKillPod, see runtime.hung and storage.mount-hung',
        },
      ],
    },
    {
      do: 'Only if the machine is surely off: let Kubernetes give the pods up',
      command: `kubectl taint nodes ${node} node.kubernetes.io/out-of-service=nodeshutdown:NoExecute`,
      risk: 'If the machine still runs, StatefulSet pods run twice and may destroy data on shared volumes.',
    },
  ]
}
