import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import { buildReport, type Report } from './report.ts'
import { adviceLines } from './terminal/advice.ts'
import { checkedLines, gapSection } from './terminal/coverage.ts'
import { displayWidth } from './terminal/display-width.ts'
import { causeLines, otherLines } from './terminal/findings.ts'
import { historyLines } from './terminal/history.ts'
import { type Page, paragraph, type Span, topLevel } from './terminal/page.ts'
import { createPaint } from './terminal/paint.ts'
import { numberedSteps } from './terminal/steps.ts'
import { nextTitle } from './words.ts'

/** How the terminal shows text. */
export interface TextOptions {
  readonly color: boolean
  /** Columns of the window. Commands alone may be longer: they are to be copied whole. */
  readonly width: number
}

/** Narrower windows are treated as this wide. */
const narrowest = 24

/** The report for a terminal: first what is wrong and what to do, then why, then everything else. Ends with a line break. */
export function renderText(diagnosis: Diagnosis, { color, width }: TextOptions): string {
  const page: Page = { width: Math.max(narrowest, Math.floor(width) || 0), paint: createPaint(color) }
  const report = buildReport(diagnosis)
  const sections = [
    headLines(page, report),
    causeLines(page, report),
    section(page, 'DO THIS', adviceLines(page, report)),
    section(page, nextTitle(report.headline.outcome).toUpperCase(), numberedSteps(page, report.next)),
    section(
      page,
      'ALSO FOUND',
      report.others.flatMap((finding) => otherLines(page, finding)),
    ),
    section(page, 'CHECKED AND FINE', checkedLines(page, report.checked)),
    section(page, 'NOT CHECKED', gapSection(page, report.gaps)),
    section(page, 'TIMELINE (UTC)', historyLines(page, report.timeline)),
    footLines(page, report),
  ]
  const blocks = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'))
  return `${blocks.join('\n\n')}\n`
}

function section(page: Page, title: string, lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? [...paragraph(page, topLevel, [{ text: title, style: 'strong' }]), ...lines] : []
}

/** What is wrong and what to do: one line where the window is wide enough. How far it reaches comes below. */
function headLines(page: Page, { headline: { severity, what, todo }, target, scope }: Report): readonly string[] {
  const wrong: readonly Span[] = [
    { text: severity.toUpperCase(), style: severity },
    { text: `${target}: ${what}`, style: 'strong' },
  ]
  const doing: readonly Span[] = todo ? [{ text: `→ ${todo}` }] : []
  const reach = scope ? paragraph(page, topLevel, [{ text: `Scope: ${scope}.`, style: 'dim' }]) : []
  if (columnsOf([...wrong, ...doing]) <= page.width)
    return [...paragraph(page, topLevel, [...wrong, ...doing]), ...reach]
  return [
    ...paragraph(page, topLevel, wrong),
    ...(todo ? paragraph(page, { first: '→ ' }, [{ text: todo }]) : []),
    ...reach,
  ]
}

function columnsOf(spans: readonly Span[]): number {
  return displayWidth(spans.map(({ text }) => text).join(' '))
}

function footLines(page: Page, { cluster, readAt, took }: Report): readonly string[] {
  return paragraph(page, topLevel, [{ text: `Cluster ${cluster}, read at ${readAt} UTC in ${took}.`, style: 'dim' }])
}
