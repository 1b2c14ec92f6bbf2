import type { Fact, FactKind } from './fact.ts'
import { heartbeatOf } from './heartbeat.ts'
import type { Rule, RuleContext } from './rule.ts'

/** Kinds that speak about the control plane or the other nodes: a rule that needs nothing else is not about the target node. */
const notOfTheNode: ReadonlySet<FactKind> = new Set<FactKind>([
  'apiserverCheck',
  'apiserverLease',
  'apiserverReach',
  'apiserverStorageError',
  'controlPlanePod',
  'leaderLease',
  'podPending',
  'siblingCount',
  'siblingNode',
  'siblingReach',
  'siblingSurvey',
])

/** What the kubelet itself answered just now: true also of a kubelet whose reports do not arrive. */
const liveKinds: readonly FactKind[] = ['kubeletConfig', 'kubeletStats']

/**
 * Whether a rule that found nothing may say "checked and fine". Not about a node without a Node object, and not about one
 * that has fallen silent: its conditions, taints and pods are then as old as its last report.
 */
export function mayCallFine(rule: Rule, facts: readonly Fact[], { target, now }: RuleContext): boolean {
  const needs = [...rule.needs, ...(rule.needsOneOf ?? [])]
  if (target.kind !== 'node' || needs.every((kind) => notOfTheNode.has(kind))) return true
  if (!facts.some(({ kind }) => kind === 'nodeIdentity')) return false
  const reads = [...needs, ...(rule.wants ?? [])]
  if (liveKinds.some((kind) => reads.includes(kind) && facts.some((fact) => fact.kind === kind))) return true
  const { state } = heartbeatOf(
    {
      nodeCondition: facts.filter((fact) => fact.kind === 'nodeCondition'),
      nodeLease: facts.filter((fact) => fact.kind === 'nodeLease'),
      leaderLease: facts.filter((fact) => fact.kind === 'leaderLease'),
    },
    now,
  )
  return state !== 'silent'
}
