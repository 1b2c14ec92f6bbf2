import type { RuleContext } from '../../rule.ts'

/** Whether the target is one of several sick nodes that have something in common, such as a zone. */
export function sharesItsFate({ target, scope }: RuleContext): boolean {
  return scope.level === 'group' && target.kind === 'node' && scope.sick.includes(target.name)
}

/** Whether the target is one of many sick nodes that have nothing in common. */
export function isOneOfMany({ target, scope }: RuleContext): boolean {
  const isWide = scope.level === 'many' || (scope.level === 'all' && scope.total > 1)
  return isWide && target.kind === 'node' && scope.sick.includes(target.name)
}
