import type { Fact, FactShapes } from './fact.ts'
import type { Target } from './target.ts'

type Sibling = FactShapes['siblingNode']

interface OwnFacts {
  readonly siblings: readonly Fact<'siblingNode'>[]
  readonly conditions: readonly Fact<'nodeCondition'>[]
  readonly leases: readonly Fact<'nodeLease'>[]
}

/** The nodes of the cluster, the target with what its own Node and Lease say: the Table has one word for it. */
export function withOwnState(
  { siblings, conditions, leases }: OwnFacts,
  target: Target,
): readonly Fact<'siblingNode'>[] {
  const own = target.kind === 'node' ? siblings.find(({ value }) => value.name === target.name) : undefined
  if (!own) return siblings
  const value: Sibling = { ...own.value, ...readyOf(conditions), ...leaseOf(leases) }
  return siblings.map((fact) => (fact === own ? { ...own, value } : fact))
}

function readyOf(conditions: readonly Fact<'nodeCondition'>[]): Partial<Sibling> {
  const ready = conditions.find(({ value }) => value.type === 'Ready')?.value
  if (!ready) return {}
  return { ready: ready.status, reason: ready.reason, message: ready.message, changedAt: ready.changedAt }
}

function leaseOf(leases: readonly Fact<'nodeLease'>[]): Partial<Sibling> {
  const lease = leases.find(({ value }) => value.renewedAt > 0)?.value
  return lease ? { leaseRenewedAt: lease.renewedAt, leaseSeconds: lease.durationSeconds } : {}
}
