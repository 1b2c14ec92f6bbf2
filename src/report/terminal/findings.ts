import type { FindingView, ReasonLine, Report } from '../report.ts'
import { namesText } from '../words.ts'
import { type Page, paragraph, type Span, topLevel } from './page.ts'
import { stepLines } from './steps.ts'

/** Reasons and places shown of each finding; JSON has all. */
const mostReasons = 8
const mostSources = 2

/** The root cause with what it led to and what speaks for and against it; or all candidates, one after the other. */
export function causeLines(page: Page, report: Report): readonly string[] {
  const [root] = report.candidates
  if (!root) return []
  if (report.candidates.length > 1) return severalCauses(page, report)
  return [
    ...paragraph(page, topLevel, [{ text: 'ROOT CAUSE:', style: 'strong' }, ...nameOf(root)]),
    ...chainLines(page, report),
    ...reasonLines(page, root.because, '  + '),
    ...reasonLines(page, root.against, '  - ', 'against:'),
  ]
}

function severalCauses(page: Page, report: Report): readonly string[] {
  const title = 'POSSIBLE ROOT CAUSES, which the evidence cannot tell apart'
  return [
    ...paragraph(page, topLevel, [{ text: title, style: 'strong' }]),
    ...report.candidates.flatMap((finding) => [
      ...paragraph(page, { first: '  ' }, nameOf(finding)),
      ...paragraph(page, { first: '    ' }, [{ text: finding.summary }]),
      ...reasonLines(page, finding.because, '    + '),
      ...reasonLines(page, finding.against, '    - ', 'against:'),
    ]),
    ...reasonLines(page, report.shared, '  + ', 'for each:'),
    ...chainLines(page, report),
  ]
}

function nameOf({ cause, confidence, severity }: FindingView): readonly Span[] {
  return [{ text: `${cause},`, style: severity }, { text: confidence }]
}

function chainLines(page: Page, { chain }: Report): readonly string[] {
  return chain
    .slice(1)
    .flatMap(({ cause, summary }) =>
      paragraph(page, { first: '  → ' }, [
        { text: 'leads to' },
        { text: `${cause}:`, style: 'strong' },
        { text: summary },
      ]),
    )
}

/** What else is True, in as few lines as it needs. */
export function otherLines(page: Page, finding: FindingView): readonly string[] {
  const { cause, confidence, severity, summary, explainedBy, because, steps } = finding
  const weight = severity === 'info' ? 'worth knowing' : `${severity}, ${confidence}`
  const why = explainedBy.length > 0 ? `, explained by ${namesText(explainedBy, 2)}` : ''
  const lines = paragraph(page, { first: '  ', rest: 4 }, [
    { text: `${cause}:`, style: severity },
    { text: summary },
    { text: `(${weight}${why})`, style: 'dim' },
  ])
  if (severity === 'info' || explainedBy.length > 0) return lines
  return [...lines, ...reasonLines(page, because.slice(0, 3), '    + '), ...stepLines(page, steps.slice(0, 1), '    ')]
}

function reasonLines(page: Page, reasons: readonly ReasonLine[], first: string, word?: string): readonly string[] {
  const shown = reasons
    .slice(0, mostReasons)
    .flatMap(({ text, sources }) =>
      paragraph(page, { first }, [
        ...(word ? [{ text: word, style: 'strong' as const }] : []),
        { text },
        ...(sources.length > 0 ? [{ text: `[${namesText(sources, mostSources)}]`, style: 'dim' as const }] : []),
      ]),
    )
  const hidden = reasons.length - mostReasons
  return hidden > 0 ? [...shown, `${first}and ${hidden} more`] : shown
}
