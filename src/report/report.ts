import { type CauseId, causeOf } from '../diagnosis/causes/index.ts'
import type { Diagnosis, Finding } from '../diagnosis/diagnosis.ts'
import type { Provenance } from '../diagnosis/fact.ts'
import { plausible } from '../diagnosis/rank.ts'
import type { Advice, Because, Severity } from '../diagnosis/rule.ts'
import { formatTarget } from '../diagnosis/target.ts'
import { cleanStrings } from './clean.ts'
import { type GapLine, gapLines } from './gap-lines.ts'
import { type Headline, headlineOf } from './headline.ts'
import { dateAndClock, tookText } from './time.ts'
import { type TimelineLine, timelineLines } from './timeline-lines.ts'
import { confidenceText, scopeText } from './words.ts'

/** Longest text of one field that people read. JSON carries more. */
const MAX_TEXT = 400

/** One reason with the places that it was read from. */
export interface ReasonLine {
  readonly text: string
  /** `node: Node node-3 .status.conditions[Ready]`; empty where the reason is something that was not found. */
  readonly sources: readonly string[]
}

/** One finding, ready to be laid out. */
export interface FindingView {
  readonly cause: CauseId
  readonly severity: Severity
  readonly confidence: string
  readonly summary: string
  readonly because: readonly ReasonLine[]
  readonly against: readonly ReasonLine[]
  readonly steps: readonly Advice[]
  readonly explainedBy: readonly CauseId[]
}

/**
 * A diagnosis in the order and the words in which people read it, whatever the medium. Every text is clean
 * (`clean.ts`); renderers only lay out, escape and leave out what their medium has no room for.
 */
export interface Report {
  readonly target: string
  readonly cluster: string
  readonly headline: Headline
  /** The root cause first; more than one where the evidence cannot separate them. */
  readonly candidates: readonly FindingView[]
  /** Reasons for every candidate alike, told once; empty unless there are several. */
  readonly shared: readonly ReasonLine[]
  /** The step that tells the candidates apart; undefined unless there are several. */
  readonly separation: Advice | undefined
  /** From the root to what people notice; empty if there is nothing between. */
  readonly chain: readonly { readonly cause: CauseId; readonly summary: string }[]
  /** What else is True, and neither a candidate nor in the chain. */
  readonly others: readonly FindingView[]
  /** What to run next where no cause was found. */
  readonly next: readonly Advice[]
  readonly scope: string | undefined
  readonly timeline: readonly TimelineLine[]
  readonly checked: readonly string[]
  readonly gaps: readonly GapLine[]
  /** `2026-11-23 19:22:10`, UTC, by the cluster's clock. */
  readonly readAt: string
  readonly took: string
}

/** Turns a diagnosis into the neutral outline that every renderer starts from. */
export function buildReport(raw: Diagnosis): Report {
  const diagnosis = cleanStrings(raw, MAX_TEXT)
  const candidates = candidatesOf(diagnosis)
  const told = new Set([...candidates.map((finding) => finding.cause), ...diagnosis.chain])
  const headline = headlineOf(diagnosis, candidates)
  const separation = candidates.length > 1 ? candidates[0]?.advice[0] : undefined
  const shared = candidates.length > 1 ? sharedReasons(candidates) : []
  return {
    target: formatTarget(diagnosis.target),
    cluster: diagnosis.cluster,
    headline,
    candidates: candidates.map((finding) => viewOf(finding, separation, shared)),
    shared: shared.map(reasonLine),
    separation,
    chain: diagnosis.chain.length > 1 ? diagnosis.chain.map((cause) => linkOf(cause, diagnosis.findings)) : [],
    others: diagnosis.findings.filter(({ cause }) => !told.has(cause)).map((finding) => viewOf(withoutWork(finding))),
    next: diagnosis.next,
    scope: scopeText(diagnosis.scope, diagnosis.target),
    timeline: isQuiet(headline, diagnosis) ? [] : timelineLines(diagnosis.timeline, diagnosis.now),
    checked: diagnosis.checked.map(({ text }) => text),
    gaps: gapLines(diagnosis),
    readAt: dateAndClock(diagnosis.now),
    took: tookText(diagnosis.durationMs),
  }
}

/** Without trouble, lines that say nothing abnormal are noise. */
function isQuiet({ outcome }: Headline, { timeline }: Diagnosis): boolean {
  const untroubled = outcome === 'healthy' || outcome === 'partial'
  return untroubled && !timeline.some((entry) => entry.abnormal)
}

/** A mere possibility is told, but nobody is sent to work on it. */
function withoutWork(finding: Finding): Finding {
  return finding.confidence < plausible ? { ...finding, advice: [] } : finding
}

function candidatesOf({ rootCause, findings }: Diagnosis): readonly Finding[] {
  if (!rootCause) return []
  const ids = [rootCause.cause, ...rootCause.alternatives]
  return ids.map((id) => findings.find(({ cause }) => cause === id)).filter((finding) => finding !== undefined)
}

function sharedReasons([root, ...others]: readonly Finding[]): readonly Because[] {
  return (root?.because ?? []).filter((reason) => others.every((other) => other.because.some(isSameReason(reason))))
}

function isSameReason(reason: Because): (other: Because) => boolean {
  return (other) => other.text === reason.text
}

function viewOf(finding: Finding, separation?: Advice, shared: readonly Because[] = []): FindingView {
  const { cause, severity, summary, explainedBy } = finding
  return {
    cause,
    severity,
    confidence: confidenceText(finding.confidence),
    summary,
    because: finding.because.filter((reason) => !shared.some(isSameReason(reason))).map(reasonLine),
    against: finding.against.map(reasonLine),
    steps: finding.advice.filter((step) => !isSameStep(step, separation)),
    explainedBy,
  }
}

function isSameStep(step: Advice, other: Advice | undefined): boolean {
  if (!other) return false
  return step === other || (step.command !== undefined && step.command === other.command)
}

function reasonLine({ text, evidence }: Because): ReasonLine {
  return { text, sources: [...new Set(evidence.map(sourceText))] }
}

function sourceText({ source, ref }: Provenance): string {
  return ref ? `${source}: ${ref}` : source
}

function linkOf(cause: CauseId, findings: readonly Finding[]): { cause: CauseId; summary: string } {
  const found = findings.find((finding) => finding.cause === cause)
  return { cause, summary: found?.summary ?? causeOf(cause).meaning }
}
