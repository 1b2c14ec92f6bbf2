import type { RuleContext } from '../../rule.ts'
import type { Scope } from '../../scope.ts'

/** Whether the target is one of several sick nodes that have something in common, such as a zone. */
export function sharesItsFate({ target, scope }: RuleContext): boolean {
  return scope.level === 'group' && target.kind === 'node' && scope.sick.includes(target.name)
}

/**
 * Whether the target is one of so many sick nodes, in no one place, that what lies between all nodes and the API server
 * explains them better than anything about one of them.
 */
export function isOneOfMost({ target, scope }: RuleContext): boolean {
  if (target.kind !== 'node' || !scope.sick.includes(target.name) || isInOnePlace(scope)) return false
  return scope.sick.length > 1 && scope.sick.length * 2 >= scope.total
}

/** A zone or region that is cut off is a partition. */
export function isInOnePlace({ shared }: Scope): boolean {
  return shared.some(({ label }) => label.endsWith('/zone') || label.endsWith('/region'))
}

/** Whether the target is one of many sick nodes that have nothing in common. */
export function isOneOfMany({ target, scope }: RuleContext): boolean {
  const isWide = scope.level === 'many' || (scope.level === 'all' && scope.total > 1)
  return isWide && target.kind === 'node' && scope.sick.includes(target.name)
}
