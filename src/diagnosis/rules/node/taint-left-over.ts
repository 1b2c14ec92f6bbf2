import type { EpochMs } from '../../evidence.ts'
import type { Fact } from '../../fact.ts'
import { heartbeatOf, heartbeatWants } from '../../heartbeat.ts'
import { minutes } from '../../recent.ts'
import { type Advice, type Because, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { spanText } from '../../span.ts'
import { nodeNameOf } from '../../target.ts'

/** The node controller takes its taints away within seconds; this long after the reason ended, nobody will. */
const patienceMs = minutes(2)

/** How long agents, autoscalers and machine controllers may reasonably take with their own taints. */
const ownersPatienceMs = minutes(15)

/** Taints that follow a condition, and the status of it in which they belong (Kubernetes docs, "Taints and Tolerations"). */
const conditionTaints: Readonly<Record<string, { readonly condition: string; readonly belongs: readonly string[] }>> = {
  'node.kubernetes.io/not-ready': { condition: 'Ready', belongs: ['False'] },
  'node.kubernetes.io/unreachable': { condition: 'Ready', belongs: ['Unknown'] },
  'node.kubernetes.io/memory-pressure': { condition: 'MemoryPressure', belongs: ['True', 'Unknown'] },
  'node.kubernetes.io/disk-pressure': { condition: 'DiskPressure', belongs: ['True', 'Unknown'] },
  'node.kubernetes.io/pid-pressure': { condition: 'PIDPressure', belongs: ['True', 'Unknown'] },
  'node.kubernetes.io/network-unavailable': { condition: 'NetworkUnavailable', belongs: ['True', 'Unknown'] },
}

/** Taints of other owners that have no place on a node that has been Ready for a while. */
const ownersTaints: ReadonlyMap<string, string> = new Map([
  ['node.kubernetes.io/out-of-service', 'set by hand for a machine that is off'],
  [
    'node.cloudprovider.kubernetes.io/shutdown',
    'set by the cloud-controller-manager for an instance that is shut down',
  ],
  ['node.cluster.x-k8s.io/uninitialized', 'owned by Cluster API, until it has set the labels of the machine'],
  ['node.cilium.io/agent-not-ready', 'owned by Cilium, until its agent on the node works'],
  ['ebs.csi.aws.com/agent-not-ready', 'owned by the EBS CSI driver, until its agent on the node works'],
  ['efs.csi.aws.com/agent-not-ready', 'owned by the EFS CSI driver, until its agent on the node works'],
  ['karpenter.sh/unregistered', 'owned by Karpenter, until the node has joined'],
  ['ToBeDeletedByClusterAutoscaler', 'set by the cluster autoscaler just before it removes a machine'],
])

/** A taint keeps pods away although its reason is gone. */
export const nodeTaintLeftOver = defineRule({
  cause: 'node.taint-left-over',
  severity: 'warning',
  targets: ['node'],
  needs: ['nodeTaint', 'nodeCondition'],
  wants: [...heartbeatWants, 'nodeCordoned'],
  decide(facts, { now, target }): Verdict {
    const { ready, state } = heartbeatOf(facts, now)
    if (facts.nodeCondition.length === 0) return { status: 'False' }
    if (facts.nodeTaint.length === 0) return { status: 'False', fine: 'No taint keeps pods away' }
    const readyMs = ready?.value.status === 'True' && state === 'beating' ? now - (ready.value.changedAt ?? now) : 0
    const left = facts.nodeTaint.flatMap(
      (taint) =>
        followsNoCondition(taint, facts.nodeCondition, now) ??
        outlastsCordon(taint, facts.nodeCordoned.length > 0, now) ??
        outlastsOwner(taint, readyMs) ??
        [],
    )
    if (left.length === 0) return { status: 'False' }
    return {
      status: 'True',
      confidence: Math.max(...left.map(({ confidence }) => confidence)),
      summary: `A taint on ${nodeNameOf(target)} keeps pods away although its reason is gone: ${left.map(({ key }) => key).join(', ')}`,
      because: left.map(({ line }) => line),
    }
  },
  advice: steps,
})

interface LeftOver {
  readonly key: string
  readonly line: Because
  readonly confidence: number
}

function followsNoCondition(
  taint: Fact<'nodeTaint'>,
  conditions: readonly Fact<'nodeCondition'>[],
  now: EpochMs,
): LeftOver | undefined {
  const rule = conditionTaints[taint.value.key]
  const condition = conditions.find(({ value }) => value.type === rule?.condition)
  if (!rule || !condition || rule.belongs.includes(condition.value.status)) return undefined
  const forMs = now - (condition.value.changedAt ?? now)
  if (forMs < patienceMs) return undefined
  const text = `Taint ${taint.value.key} is set, but ${rule.condition} has been ${condition.value.status} for ${spanText(forMs)}`
  return { key: taint.value.key, line: because(text, taint, condition), confidence: 0.85 }
}

function outlastsCordon(taint: Fact<'nodeTaint'>, isCordoned: boolean, now: EpochMs): LeftOver | undefined {
  const { key, addedAt } = taint.value
  if (key !== 'node.kubernetes.io/unschedulable' || isCordoned) return undefined
  if (addedAt !== undefined && now - addedAt < patienceMs) return undefined
  return { key, line: because(`Taint ${key} is set, but the node is not cordoned`, taint), confidence: 0.85 }
}

function outlastsOwner(taint: Fact<'nodeTaint'>, readyMs: number): LeftOver | undefined {
  const owner = ownersTaints.get(taint.value.key)
  if (!owner || readyMs < ownersPatienceMs) return undefined
  const text = `Taint ${taint.value.key} (${owner}) is set, but the node has been Ready for ${spanText(readyMs)}`
  return { key: taint.value.key, line: because(text, taint), confidence: 0.65 }
}

function steps({ target }: RuleContext): readonly Advice[] {
  const node = nodeNameOf(target)
  return [
    {
      do: 'See who put the taint there; its owner should take it away',
      command: `kubectl get node ${node} -o yaml --show-managed-fields | grep -B40 'f:taints' | grep -E 'manager:|time:'`,
      answers: [
        {
          if: 'kube-controller-manager',
          then: 'it does not work or lost the event: look at its pod and its leader lease',
        },
        { if: 'an agent (cilium, ebs-csi …)', then: 'look at its pod on this node: it may really not be ready' },
        { if: 'kubectl', then: 'a person set it: ask, then remove it' },
      ],
    },
    {
      do: 'Remove the taint by hand (the minus at the end removes)',
      command: `kubectl taint nodes ${node} <key>-`,
      risk: 'Pods are scheduled here at once. If the owner still has a reason, it comes back or the pods fail.',
    },
  ]
}
