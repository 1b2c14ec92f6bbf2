import type { Fact, FactKind, FactShapes, Moment } from '../../src/diagnosis/fact.ts'
import { decideWith } from '../../src/diagnosis/judge.ts'
import type { Rule, RuleContext, Verdict } from '../../src/diagnosis/rule.ts'

/** The clock of every rule test that does not set its own. */
export const now = Date.parse('2026-11-23T12:00:00Z')

/** That many seconds before `now`. */
export function ago(seconds: number): number {
  return now - seconds * 1000
}

/** A fact with made-up provenance. */
export function fact<K extends FactKind>(
  kind: K,
  value: FactShapes[K],
  extras: { readonly source?: string; readonly ref?: string; readonly moment?: Moment } = {},
): Fact<K> {
  const { source = 'test', ref = `test ${kind}`, moment } = extras
  return { kind, value, from: { source, readAt: now, ref }, ...(moment && { moment }) } as unknown as Fact<K>
}

/** The context of node-3, alone in its trouble. */
export function contextWith(overrides: Partial<RuleContext> = {}): RuleContext {
  return {
    target: { kind: 'node', name: 'node-3' },
    now,
    scope: { total: 6, sick: ['node-3'], level: 'node', shared: [] },
    ...overrides,
  }
}

/** What the rule decides, given just these facts (a rule that reads an undeclared kind throws). */
export function verdictOf(rule: Rule, facts: readonly Fact[], overrides: Partial<RuleContext> = {}): Verdict {
  const context = contextWith(overrides)
  if (!rule.targets.includes(context.target.kind)) throw new Error(`${rule.cause} does not speak about this target`)
  const verdict = decideWith(rule, facts, context)
  if (verdict.status === 'Failed') throw new Error(`${rule.cause} failed: ${verdict.message}`)
  return verdict
}

/** All texts of a True verdict in one string, for loose matching; empty for False. */
export function textOf(verdict: Verdict): string {
  if (verdict.status === 'False') return ''
  const lines = [...verdict.because, ...(verdict.against ?? [])].map(({ text }) => text)
  return [verdict.summary, ...lines].join('\n')
}
