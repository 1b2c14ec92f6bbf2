import type { Fact } from '../../fact.ts'
import type { PodSummary } from '../../facts/pod.ts'
import { type Because, because, type Severity } from '../../rule.ts'

/** Lines that a finding shows before it counts the rest. */
const shown = 3

/** `shop/web-1`. */
export function podName({ namespace, name }: Pick<PodSummary, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`
}

/** One line for each of the first pods, and one that counts the others. */
export function podLines<F extends Fact>(facts: readonly F[], text: (fact: F) => string): readonly Because[] {
  const lines = facts.slice(0, shown).map((fact) => because(text(fact), fact))
  const rest = facts.slice(shown)
  return rest.length === 0 ? lines : [...lines, because(`and ${rest.length} more`, ...rest)]
}

/** `1 pod`, `3 pods`. */
export function podCount(count: number): string {
  return `${count} ${count === 1 ? 'pod' : 'pods'}`
}

/**
 * One workload in trouble is its own matter and mere information about the node; several at once, or a pod of the node's
 * own plumbing, are a matter of the node.
 */
export function severityOfSpread(pods: readonly PodSummary[]): Severity {
  const workloads = new Set(pods.map(({ namespace, owner, name }) => `${namespace}/${workloadOf(owner) || name}`))
  const plumbing = pods.some(({ namespace, owner }) => namespace === 'kube-system' && owner.startsWith('DaemonSet/'))
  return workloads.size > 1 || plumbing ? 'warning' : 'info'
}

/** A Deployment's ReplicaSets differ in their hash only. */
function workloadOf(owner: string): string {
  return owner.startsWith('ReplicaSet/') ? owner.replace(/-[a-z0-9]{6,10}$/, '') : owner
}
