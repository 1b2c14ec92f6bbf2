import { type CauseId, causeOf } from './causes/index.ts'
import type { Checked, Diagnosis, Finding, RootCause, Undecided } from './diagnosis.ts'
import type { EpochMs, Gap } from './evidence.ts'
import type { Fact, FactKind, Provenance } from './fact.ts'
import { type Judgement, judge, type Knowledge } from './judge.ts'
import { nextSteps } from './next-steps.ts'
import { obstacleOf } from './obstacle.ts'
import { withOwnState } from './own-state.ts'
import { chainFrom, linkFindings, orderFindings, rootOf } from './rank.ts'
import type { Rule, RuleContext } from './rule.ts'
import { alikeIn, type Scope, scopeOf } from './scope.ts'
import type { Target } from './target.ts'
import { timelineOf } from './timeline.ts'

/** Everything a diagnosis is made from. The same question gives the same answer. */
export interface Question extends Knowledge {
  readonly target: Target
  readonly cluster: string
  readonly startedAt: EpochMs
  readonly finishedAt: EpochMs
  /** The cluster's clock. */
  readonly now: EpochMs
  readonly gaps: readonly Gap[]
}

/** Asks every rule, draws the causal chain between what is True, and names the root or abstains. */
export function diagnose(rules: readonly Rule[], question: Question): Diagnosis {
  const context = { target: question.target, now: question.now, scope: scopeFor(question) }
  const judgements = judge(rules, question, context)
  const linked = linkFindings(judgements.flatMap((judgement) => toFinding(judgement, context)))
  const rootCause = rootOf(linked)
  const findings = orderFindings(linked, rootCause)
  const obstacle = obstacleOf(question.target, question.facts, question.gaps)
  return {
    target: question.target,
    cluster: question.cluster,
    startedAt: question.startedAt,
    durationMs: question.finishedAt - question.startedAt,
    now: question.now,
    rootCause,
    findings,
    chain: chainFrom(rootCause, findings),
    checked: judgements.flatMap(toChecked),
    undecided: judgements.flatMap(toUndecided),
    gaps: [...question.gaps, ...judgements.flatMap(toGap)],
    ...(obstacle && { obstacle }),
    scope: context.scope,
    timeline: timelineOf(
      question.facts.filter((fact) => belongsToStory(fact, context)),
      evidenceOf(rootCause, findings),
    ),
    next: rootCause ? [] : nextSteps({ findings, judgements, context, obstacle, gaps: question.gaps }),
  }
}

/** What the root and all that it explains rest on; without a root, what any trouble rests on. */
function evidenceOf(root: RootCause | null, findings: readonly Finding[]): readonly Provenance[] {
  const roots: readonly CauseId[] = root ? [root.cause, ...root.alternatives] : []
  const matters = ({ cause, severity, explainedBy }: Finding) =>
    root ? roots.includes(cause) || explainedBy.some((id) => roots.includes(id)) : severity !== 'info'
  return findings.filter(matters).flatMap((finding) => finding.because.flatMap(({ evidence }) => evidence))
}

/** What befell other nodes is part of a node's story only if it is sick together with them. */
function belongsToStory({ kind }: Fact, { target, scope }: RuleContext): boolean {
  if (kind !== 'siblingNode' || target.kind !== 'node') return true
  return scope.level !== 'node' && alikeIn(scope).includes(target.name)
}

function scopeFor({ facts, now, target }: Question): Scope {
  const [count] = ofKind(facts, 'siblingCount')
  const siblings = ofKind(facts, 'siblingNode')
  const own = { siblings, conditions: ofKind(facts, 'nodeCondition'), leases: ofKind(facts, 'nodeLease') }
  return scopeOf({ siblings: withOwnState(own, target), count, now, target })
}

function toFinding({ rule, verdict }: Judgement, context: RuleContext): Omit<Finding, 'explains' | 'explainedBy'>[] {
  if (verdict.status !== 'True') return []
  return [
    {
      cause: rule.cause,
      level: causeOf(rule.cause).level,
      severity: verdict.severity ?? rule.severity,
      confidence: verdict.confidence,
      summary: verdict.summary,
      because: verdict.because,
      against: verdict.against ?? [],
      advice: verdict.advice ?? rule.advice(context),
    },
  ]
}

function toChecked({ rule, verdict }: Judgement): Checked[] {
  return verdict.status === 'False' && verdict.fine ? [{ cause: rule.cause, text: verdict.fine }] : []
}

function toUndecided({ rule, verdict }: Judgement): Undecided[] {
  return verdict.status === 'Unknown' ? [{ cause: rule.cause, sources: verdict.sources }] : []
}

function toGap({ rule, verdict }: Judgement): Gap[] {
  if (verdict.status !== 'Failed') return []
  return [{ source: `rule ${rule.cause}`, reason: 'invalid', detail: `the rule failed: ${verdict.message}` }]
}

function ofKind<K extends FactKind>(facts: readonly Fact[], kind: K): readonly Fact<K>[] {
  return facts.filter((fact) => fact.kind === kind) as unknown as readonly Fact<K>[]
}
