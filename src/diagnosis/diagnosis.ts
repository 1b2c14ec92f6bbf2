import type { CauseId } from './causes/index.ts'
import type { EpochMs, Gap } from './evidence.ts'
import type { Obstacle } from './obstacle.ts'
import type { Advice, Because, Severity } from './rule.ts'
import type { Scope } from './scope.ts'
import type { Target } from './target.ts'
import type { TimelineEntry } from './timeline.ts'

/** A True verdict with everything that a report needs. */
export interface Finding {
  readonly cause: CauseId
  readonly level: 'cause' | 'symptom' | 'effect'
  readonly severity: Severity
  /** 0..1, see `Verdict`. */
  readonly confidence: number
  readonly summary: string
  readonly because: readonly Because[]
  readonly against: readonly Because[]
  readonly advice: readonly Advice[]
  /** Ids of other findings of this diagnosis that this one explains directly. */
  readonly explains: readonly CauseId[]
  readonly explainedBy: readonly CauseId[]
}

/** The finding that no other True finding explains. */
export interface RootCause {
  readonly cause: CauseId
  readonly confidence: number
  readonly summary: string
  /** Other candidates that the evidence cannot separate from it; the root's first advice separates them. */
  readonly alternatives: readonly CauseId[]
}

/** A rule that looked and found nothing wrong. */
export interface Checked {
  readonly cause: CauseId
  readonly text: string
}

/** A rule that could not decide: every provider of a fact it needs is a gap. */
export interface Undecided {
  readonly cause: CauseId
  /** The sources that were missing, see `gaps`; empty when nobody was asked. */
  readonly sources: readonly string[]
}

/** All findings for one target at one time. Plain data: the same evidence and clock give the same value, byte for byte. */
export interface Diagnosis {
  readonly target: Target
  readonly cluster: string
  readonly startedAt: EpochMs
  readonly durationMs: number
  /** The cluster's clock that ages were judged by. */
  readonly now: EpochMs
  readonly rootCause: RootCause | null
  /** Root first, then by severity and confidence. */
  readonly findings: readonly Finding[]
  /** From the root to what people notice. */
  readonly chain: readonly CauseId[]
  readonly checked: readonly Checked[]
  readonly undecided: readonly Undecided[]
  readonly gaps: readonly Gap[]
  /** What kept us from judging the target; absent when it was read. */
  readonly obstacle?: Obstacle
  readonly scope: Scope
  readonly timeline: readonly TimelineEntry[]
  /** What to run next, if no root cause was found although something is wrong or unread. */
  readonly next: readonly Advice[]
}
