import type { Diagnosis, Finding } from '../diagnosis/diagnosis.ts'
import type { Obstacle } from '../diagnosis/obstacle.ts'
import { plausible } from '../diagnosis/rank.ts'
import type { Advice, Severity } from '../diagnosis/rule.ts'
import { countText } from './words.ts'

/**
 * What kind of answer this is: a `cause` was found; something is wrong and `unexplained`; `healthy`; no trouble but
 * not everything could be looked at (`partial`); nothing could be looked at (`blind`).
 */
type Outcome = 'cause' | 'unexplained' | 'healthy' | 'partial' | 'blind'

/** The first thing a person reads: what is wrong, and what to do. */
export interface Headline {
  readonly outcome: Outcome
  readonly severity: Severity | 'ok'
  readonly what: string
  /** The first step; undefined where nothing needs to be done. */
  readonly todo: string | undefined
}

/** Judges which kind of answer the diagnosis is and says it in one sentence. */
export function headlineOf(diagnosis: Diagnosis, candidates: readonly Finding[]): Headline {
  const trouble = diagnosis.findings.filter((finding) => finding.severity !== 'info')
  if (candidates.length > 0) return causeHeadline(candidates, trouble)
  if (diagnosis.obstacle) return blindHeadline(diagnosis.obstacle, trouble)
  if (trouble.length > 0) return unexplainedHeadline(trouble, diagnosis.next)
  return quietHeadline(diagnosis)
}

function causeHeadline(candidates: readonly Finding[], others: readonly Finding[]): Headline {
  const trouble = others.filter((finding) => finding.confidence >= plausible)
  const summaries = candidates.map((finding) => finding.summary)
  return {
    outcome: 'cause',
    severity: worst([...candidates, ...trouble]),
    what: summaries.length > 1 ? `Either: ${summaries.join('. Or: ')}` : summaries.join(),
    todo: stepText(candidates[0]?.advice[0]),
  }
}

/** What stands in the way, and what was seen of the target in spite of it. */
function blindHeadline({ at, what, steps }: Obstacle, trouble: readonly Finding[]): Headline {
  const todo = stepText(steps[0])
  const [seen] = trouble
  if (at === 'way' || !seen) return { outcome: 'blind', severity: 'warning', what, todo }
  return {
    outcome: 'unexplained',
    severity: worst(trouble),
    what: `${seen.summary}. Why stays open: ${lowerFirst(what)}`,
    todo,
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function unexplainedHeadline(trouble: readonly Finding[], next: readonly Advice[]): Headline {
  return {
    outcome: 'unexplained',
    severity: worst(trouble),
    what: `No cause found for: ${trouble[0]?.summary ?? ''}`,
    todo: stepText(next[0]),
  }
}

function quietHeadline({ checked, undecided, findings, gaps, next }: Diagnosis): Headline {
  const known = findings.map((finding) => finding.summary)
  const worthKnowing = known.length > 0 ? `. Worth knowing: ${known.join('. ')}` : ''
  if (checked.length === 0 && known.length === 0) {
    const what = `Nothing could be checked: ${countText(gaps.length, 'source')} could not be read`
    return { outcome: 'blind', severity: 'warning', what, todo: stepText(next[0]) }
  }
  if (undecided.length === 0) {
    const what = `All good: ${countText(checked.length, 'check')} found nothing wrong${worthKnowing}`
    return { outcome: 'healthy', severity: 'ok', what, todo: undefined }
  }
  const what = `No trouble found in ${countText(checked.length, 'check')}, ${undecided.length} more could not be made (see below)${worthKnowing}`
  return { outcome: 'partial', severity: 'info', what, todo: undefined }
}

/** The step in a sentence: words that only lead over to the command below it ("Its id there:") are left out. */
function stepText(step: Advice | undefined): string | undefined {
  if (!step?.do.endsWith(':')) return step?.do
  const lastStop = step.do.lastIndexOf('. ')
  return lastStop > 0 ? step.do.slice(0, lastStop) : step.do.slice(0, -1)
}

function worst(findings: readonly Finding[]): Severity {
  const order: readonly Severity[] = ['critical', 'warning', 'info']
  return order.find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'info'
}
