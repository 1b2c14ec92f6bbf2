import type { RuleContext } from '../../rule.ts'
import { alikeIn, type Scope } from '../../scope.ts'
import { isPlaceLabel } from '../../scope-labels.ts'

/** Whether the target is one of several sick nodes that have something in common, such as a zone. */
export function sharesItsFate({ target, scope }: RuleContext): boolean {
  return scope.level === 'group' && target.kind === 'node' && alikeIn(scope).includes(target.name)
}

/**
 * Whether the target is one of so many sick nodes, in no one place, that what lies between all nodes and the API server
 * explains them better than anything about one of them.
 */
export function isOneOfMost({ target, scope }: RuleContext): boolean {
  const alike = alikeIn(scope)
  if (target.kind !== 'node' || !alike.includes(target.name) || isInOnePlace(scope)) return false
  return alike.length > 1 && alike.length * 2 >= scope.total
}

/** A place that is cut off is a partition. */
export function isInOnePlace({ shared }: Scope): boolean {
  return shared.some(({ label }) => isPlaceLabel(label))
}

/** Whether the target is one of many nodes that are sick alike and have nothing in common. */
export function isOneOfMany({ target, scope }: RuleContext): boolean {
  const isWide = scope.level === 'many' || (scope.level === 'all' && scope.total > 1)
  return isWide && target.kind === 'node' && alikeIn(scope).includes(target.name)
}
