import type { Gap } from './evidence.ts'
import type { Fact, FactKind, FactView } from './fact.ts'
import type { Rule, RuleContext, Verdict } from './rule.ts'

/** What is known: the facts, and for every kind that nobody could provide, the gaps that are the reason. */
export interface Knowledge {
  readonly facts: readonly Fact[]
  /** Kinds without a single provider that was read. An empty list of gaps means that nobody was asked. */
  readonly blind: ReadonlyMap<FactKind, readonly Gap[]>
}

/** A rule's answer in context: a verdict, Unknown with the sources that are missing, or the rule's own failure. */
export type Judgement =
  | { readonly rule: Rule; readonly verdict: Verdict }
  | { readonly rule: Rule; readonly verdict: { readonly status: 'Unknown'; readonly sources: readonly string[] } }
  | { readonly rule: Rule; readonly verdict: { readonly status: 'Failed'; readonly message: string } }

/** Asks every rule that can speak about the target. A throwing rule costs its own line, never the diagnosis. */
export function judge(rules: readonly Rule[], knowledge: Knowledge, context: RuleContext): readonly Judgement[] {
  const byKind = groupByKind(knowledge.facts)
  return rules
    .filter((rule) => rule.targets.includes(context.target.kind))
    .map((rule) => judgeOne(rule, byKind, knowledge.blind, context))
}

function judgeOne(
  rule: Rule,
  byKind: ReadonlyMap<FactKind, readonly Fact[]>,
  blind: Knowledge['blind'],
  context: RuleContext,
): Judgement {
  const needs = rule.needsFor?.[context.target.kind] ?? rule.needs
  const missing = needs.filter((kind) => blind.has(kind))
  if (missing.length > 0) {
    const sources = missing.flatMap((kind) => (blind.get(kind) ?? []).map((gap) => gap.source))
    return { rule, verdict: { status: 'Unknown', sources: [...new Set(sources)].sort() } }
  }
  try {
    return { rule, verdict: rule.decide(viewFor(rule, byKind), context) }
  } catch (error) {
    return { rule, verdict: { status: 'Failed', message: error instanceof Error ? error.message : String(error) } }
  }
}

/** Only what the rule declared: an undeclared kind is undefined, so a test of the rule fails at once. */
function viewFor(rule: Rule, byKind: ReadonlyMap<FactKind, readonly Fact[]>): FactView<FactKind> {
  const declared = [...rule.needs, ...(rule.wants ?? [])]
  return Object.fromEntries(declared.map((kind) => [kind, byKind.get(kind) ?? []])) as unknown as FactView<FactKind>
}

function groupByKind(facts: readonly Fact[]): ReadonlyMap<FactKind, readonly Fact[]> {
  const groups = new Map<FactKind, Fact[]>()
  for (const fact of facts) {
    const group = groups.get(fact.kind)
    if (group) group.push(fact)
    else groups.set(fact.kind, [fact])
  }
  return groups
}
