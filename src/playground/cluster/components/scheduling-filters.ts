import type { NodeObject } from '../objects/node-object.ts'
import type { PodObject } from '../objects/pod-object.ts'
import { untolerated } from '../objects/taint.ts'

/** The scheduler's own toleration of cordons is the only one that pods rarely have; its plugin comes before the taints. */
const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable'

/** Why a pod cannot go to a node, in the words of the scheduler's filter plugins; nothing if it can. */
export function nodeProblem(pod: PodObject, node: NodeObject, podsThere: number): string | undefined {
  const tolerations = pod.spec.tolerations ?? []
  const cordon = { key: UNSCHEDULABLE, effect: 'NoSchedule' } as const
  if (node.spec.unschedulable && untolerated([cordon], tolerations).length > 0) return 'node(s) were unschedulable'
  const repelling = (node.spec.taints ?? []).filter(({ effect }) => effect !== 'PreferNoSchedule')
  const [taint] = untolerated(repelling, tolerations)
  if (taint) return `node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`
  if (!matchesSelector(pod, node)) return "node(s) didn't match Pod's node affinity/selector"
  return podsThere >= maxPods(node) ? 'Too many pods' : undefined
}

function matchesSelector(pod: PodObject, node: NodeObject): boolean {
  const labels = node.metadata.labels ?? {}
  return Object.entries(pod.spec.nodeSelector ?? {}).every(([key, value]) => labels[key] === value)
}

function maxPods(node: NodeObject): number {
  const allocatable = node.status['allocatable'] as Readonly<Record<string, string>> | undefined
  return Number(allocatable?.['pods'] ?? 110)
}

/** `0/2 nodes are available: 1 node(s) …, 1 node(s) …. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.` */
export function unschedulableMessage(total: number, problems: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const problem of problems) counts.set(problem, (counts.get(problem) ?? 0) + 1)
  const reasons = [...counts].map(([problem, count]) => `${count} ${problem}`).sort()
  const preemption = `preemption: 0/${total} nodes are available: ${total} Preemption is not helpful for scheduling.`
  if (total === 0) return 'no nodes available to schedule pods'
  return `0/${total} nodes are available: ${reasons.join(', ')}. ${preemption}`
}
