import type { TimelineLine } from '../timeline-lines.ts'
import { displayWidth } from './display-width.ts'
import { type Page, paragraph, type Span } from './page.ts'

/** Below this there is no room for columns. */
const columnsFrom = 60

/** The timeline: clock, age, what, and a mark where the trouble began. */
export function historyLines(page: Page, lines: readonly TimelineLine[]): readonly string[] {
  const clockWidth = widest(lines.map(({ clock }) => clock))
  const ageWidth = widest(lines.map(({ age }) => age))
  return lines.flatMap((line) => {
    const mark = line.first ? '> ' : '  '
    const spans = wordsOf(line)
    const skipped = line.skipped > 0 ? [page.paint('dim', `    … ${line.skipped} more`)] : []
    if (page.width < columnsFrom)
      return [...skipped, `${mark}${line.clock}, ${line.age}`, ...paragraph(page, { first: '    ' }, spans)]
    const time = `${mark}${line.clock.padStart(clockWidth)}  ${line.age.padStart(ageWidth)}  `
    return [...skipped, ...paragraph(page, { first: time }, spans)]
  })
}

function wordsOf({ text, source, abnormal, first }: TimelineLine): readonly Span[] {
  const spans: Span[] = [
    { text, style: abnormal ? 'strong' : 'plain' },
    { text: `[${source}]`, style: 'dim' },
  ]
  return first ? [...spans, { text: '<- here it began', style: 'critical' }] : spans
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(displayWidth))
}
