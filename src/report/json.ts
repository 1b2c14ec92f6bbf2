import type { Diagnosis, Finding } from '../diagnosis/diagnosis.ts'
import type { Advice, Because } from '../diagnosis/rule.ts'
import { formatTarget } from '../diagnosis/target.ts'
import type { TimelineEntry } from '../diagnosis/timeline.ts'
import { cleanStrings } from './clean.ts'
import { isoTime } from './time.ts'

/** Grows when a field changes its meaning or goes away; new fields alone do not change it. */
const schemaVersion = 1

/** Longest text of one field: enough for any message, too short to flood a store of documents. */
const MAX_TEXT = 4000

/** The diagnosis as one JSON document, described by `diagnosis.schema.json`. Keys always come in the same order. */
export function renderJson(raw: Diagnosis): string {
  const diagnosis = cleanStrings(raw, MAX_TEXT)
  const document = {
    schemaVersion,
    target: formatTarget(diagnosis.target),
    cluster: diagnosis.cluster,
    startedAt: isoTime(diagnosis.startedAt),
    durationMs: diagnosis.durationMs,
    now: isoTime(diagnosis.now),
    rootCause: rootCauseOf(diagnosis.rootCause),
    findings: diagnosis.findings.map(findingOf),
    chain: diagnosis.chain,
    checked: diagnosis.checked.map(({ cause, text }) => ({ cause, text })),
    undecided: diagnosis.undecided.map(({ cause, sources }) => ({ cause, sources })),
    gaps: diagnosis.gaps.map(({ source, reason, detail }) => ({ source, reason, detail })),
    scope: scopeOf(diagnosis.scope),
    timeline: diagnosis.timeline.map(timelineOf),
    next: diagnosis.next.map(adviceOf),
    // Left out where nothing stood in the way.
    obstacle: diagnosis.obstacle?.what,
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

function rootCauseOf(root: Diagnosis['rootCause']): unknown {
  if (!root) return null
  const { cause, confidence, summary, alternatives } = root
  return { cause, confidence, summary, alternatives }
}

function findingOf(finding: Finding): unknown {
  return {
    cause: finding.cause,
    level: finding.level,
    severity: finding.severity,
    confidence: finding.confidence,
    summary: finding.summary,
    because: finding.because.map(becauseOf),
    against: finding.against.map(becauseOf),
    advice: finding.advice.map(adviceOf),
    explains: finding.explains,
    explainedBy: finding.explainedBy,
  }
}

function becauseOf({ text, evidence }: Because): unknown {
  return { text, evidence: evidence.map(({ source, readAt, ref }) => ({ source, readAt: isoTime(readAt), ref })) }
}

/** Optional fields are left out where a step has none: `JSON.stringify` drops undefined. */
function adviceOf({ do: what, command, answers, risk }: Advice): unknown {
  return { do: what, command, answers: answers?.map((answer) => ({ if: answer.if, then: answer.then })), risk }
}

function scopeOf({ level, total, sick, shared }: Diagnosis['scope']): unknown {
  return { level, total, sick, shared: shared.map(({ label, value }) => ({ label, value })) }
}

function timelineOf({ at, source, text, abnormal, first }: TimelineEntry): unknown {
  return { at: isoTime(at), source, text, abnormal, first }
}
