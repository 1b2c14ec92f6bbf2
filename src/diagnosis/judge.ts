import type { Gap } from './evidence.ts'
import type { Fact, FactKind, FactView } from './fact.ts'
import { mayCallFine } from './may-call-fine.ts'
import type { Rule, RuleContext, Verdict } from './rule.ts'

/** What is known: the facts, and for every kind that nobody could provide, the gaps that are the reason. */
export interface Knowledge {
  readonly facts: readonly Fact[]
  /** Kinds without a single provider that was read. An empty list of gaps means that nobody was asked. */
  readonly blind: ReadonlyMap<FactKind, readonly Gap[]>
  /** Kinds of which some facts may be missing: what was seen is true, and that nothing was seen proves nothing. */
  readonly partial?: ReadonlyMap<FactKind, readonly Gap[]>
}

/** A rule's answer in context: a verdict, Unknown with the sources that are missing, or the rule's own failure. */
export type Judgement = { readonly rule: Rule; readonly verdict: Verdict | Unknown | Failed }

interface Unknown {
  readonly status: 'Unknown'
  /** Of the gaps that are the reason; empty when nobody was asked. */
  readonly sources: readonly string[]
}

interface Failed {
  readonly status: 'Failed'
  readonly message: string
}

/** Asks every rule that can speak about the target. A throwing rule costs its own line, never the diagnosis. */
export function judge(rules: readonly Rule[], knowledge: Knowledge, context: RuleContext): readonly Judgement[] {
  const byKind = groupByKind(knowledge.facts)
  return rules
    .filter((rule) => rule.targets.includes(context.target.kind))
    .map((rule) => ({ rule, verdict: judgeOne(rule, { ...knowledge, byKind }, context) }))
}

/** What the rule alone says of these facts, whatever may be missing. */
export function decideWith(rule: Rule, facts: readonly Fact[], context: RuleContext): Verdict | Failed {
  return decide(rule, groupByKind(facts), context)
}

type FactsByKind = ReadonlyMap<FactKind, readonly Fact[]>

function judgeOne(
  rule: Rule,
  knowledge: Knowledge & { readonly byKind: FactsByKind },
  context: RuleContext,
): Judgement['verdict'] {
  const { all, oneOf } = needsOf(rule, context)
  const { blind } = knowledge
  const missing = all.filter((kind) => blind.has(kind))
  if (missing.length > 0) return unknownFor(missing, blind)
  if (oneOf.length > 0 && oneOf.every((kind) => blind.has(kind))) return unknownFor(oneOf, blind)
  const verdict = decide(rule, knowledge.byKind, context)
  return verdict.status === 'False' ? soundFalse(rule, verdict, knowledge, context) : verdict
}

interface Needs {
  readonly all: readonly FactKind[]
  readonly oneOf: readonly FactKind[]
}

function needsOf(rule: Rule, { target }: RuleContext): Needs {
  const forTarget = rule.needsFor?.[target.kind]
  if (forTarget) return { all: forTarget, oneOf: [] }
  return { all: rule.needs, oneOf: rule.needsOneOf ?? [] }
}

/** That nothing was found proves something only if all was read, and about a node only while that lives. */
function soundFalse(
  rule: Rule,
  verdict: Extract<Verdict, { readonly status: 'False' }>,
  { facts, blind, partial = new Map() }: Knowledge,
  context: RuleContext,
): Verdict | Unknown {
  const { all, oneOf } = needsOf(rule, context)
  const unread = oneOf.filter((kind) => blind.has(kind))
  if (unread.length > 0) return unknownFor(unread, blind)
  const cutOff = [...all, ...oneOf].filter((kind) => partial.has(kind))
  if (cutOff.length > 0) return unknownFor(cutOff, partial)
  if (verdict.fine === undefined || mayCallFine(rule, facts, context)) return verdict
  return blind.has('nodeIdentity') ? unknownFor(['nodeIdentity'], blind) : { status: 'False' }
}

function unknownFor(kinds: readonly FactKind[], gaps: ReadonlyMap<FactKind, readonly Gap[]>): Unknown {
  const sources = kinds.flatMap((kind) => (gaps.get(kind) ?? []).map((gap) => gap.source))
  return { status: 'Unknown', sources: [...new Set(sources)].sort() }
}

function decide(rule: Rule, byKind: FactsByKind, context: RuleContext): Verdict | Failed {
  try {
    return rule.decide(viewFor(rule, byKind), context)
  } catch (error) {
    return { status: 'Failed', message: error instanceof Error ? error.message : String(error) }
  }
}

/** Only what the rule declared: an undeclared kind is undefined, so a test of the rule fails at once. */
function viewFor(rule: Rule, byKind: FactsByKind): FactView<FactKind> {
  const declared = [...rule.needs, ...(rule.wants ?? [])]
  return Object.fromEntries(declared.map((kind) => [kind, byKind.get(kind) ?? []])) as unknown as FactView<FactKind>
}

function groupByKind(facts: readonly Fact[]): FactsByKind {
  const groups = new Map<FactKind, Fact[]>()
  for (const fact of facts) {
    const group = groups.get(fact.kind)
    if (group) group.push(fact)
    else groups.set(fact.kind, [fact])
  }
  return groups
}
