import { shorten } from '../../redaction/index.ts'
import type { GapLine } from '../gap-lines.ts'
import { namesText } from '../words.ts'
import { type Page, paragraph } from './page.ts'

const mostGaps = 12
const mostChecks = 14
/** Columns for the words of an API server, which like to repeat themselves. */
const longestDetail = 220

/** What was looked at and is fine, as one paragraph. */
export function checkedLines(page: Page, checked: readonly string[]): readonly string[] {
  if (checked.length === 0) return []
  const hidden = checked.length - mostChecks
  const shown = checked.slice(0, mostChecks).join('; ')
  return paragraph(page, { first: '  ' }, [{ text: hidden > 0 ? `${shown}; and ${hidden} more` : shown }])
}

/** What could not be looked at, why, and what stays open for it. */
export function gapSection(page: Page, gaps: readonly GapLine[]): readonly string[] {
  const lines = gaps
    .slice(0, mostGaps)
    .flatMap(({ source, reason, detail, open }) =>
      paragraph(page, { first: '  ', rest: 4 }, [
        { text: `${source}:`, style: 'strong' },
        { text: reason },
        { text: `(${shorten(detail, longestDetail)})`, style: 'dim' },
        ...(open.length > 0 ? [{ text: `leaves open: ${namesText(open, 4)}` }] : []),
      ]),
    )
  return gaps.length > mostGaps ? [...lines, `  and ${gaps.length - mostGaps} more`] : lines
}
