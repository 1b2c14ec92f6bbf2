import type { FindingView, ReasonLine } from '../report.ts'
import { namesText } from '../words.ts'
import { code, prose } from './escape.ts'

const mostReasons = 12
const mostSources = 3

/** The root cause, or one of the candidates: how sure, what, why, and what speaks against it. */
export function candidateBlock({
  cause,
  confidence,
  severity,
  summary,
  because,
  against,
}: FindingView): readonly string[] {
  return [
    `${code(cause)}, ${confidence}, ${severity}: ${prose(summary)}`,
    '',
    ...reasons(because, '- '),
    ...reasons(against, '- Against: '),
  ]
}

/** What else is True: one line, and its reasons unless something else explains it. */
export function otherBlock({
  cause,
  confidence,
  severity,
  summary,
  explainedBy,
  because,
}: FindingView): readonly string[] {
  const why = explainedBy.length > 0 ? `, explained by ${explainedBy.map(code).join(', ')}` : ''
  const weight = severity === 'info' ? 'worth knowing' : `${severity}, ${confidence}`
  const head = `- ${code(cause)}: ${prose(summary)} (${weight}${why})`
  return explainedBy.length > 0 || severity === 'info' ? [head] : [head, ...reasons(because, '  - ')]
}

/** A list of reasons with the places that they were read from. */
export function reasons(lines: readonly ReasonLine[], start: string): readonly string[] {
  const shown = lines.slice(0, mostReasons).map(({ text, sources }) => {
    const from = sources.length > 0 ? ` (${namesText(sources.map(code), mostSources)})` : ''
    return `${start}${prose(text)}${from}`
  })
  return lines.length > mostReasons ? [...shown, `${start}and ${lines.length - mostReasons} more`] : shown
}
