import type { KnownBlock } from '@slack/types'
import type { Report } from '../report.ts'
import type { TimelineLine } from '../timeline-lines.ts'
import { short } from './brief.ts'
import { bold, bullets, line, plain, prose, richText, type Spans } from './rich-text.ts'

/** Lines around the beginning of the trouble. */
const shownBefore = 1
const shownAfter = 4

/** Where the trouble began, and what happened around it. */
export function timelineBlocks({ timeline }: Report): readonly KnownBlock[] {
  const beginning = timeline.findIndex(({ first }) => first)
  if (beginning < 0) return []
  const from = Math.max(0, beginning - shownBefore)
  const shown = timeline.slice(from, beginning + shownAfter + 1)
  const rest: readonly Spans[] =
    shown.length < timeline.length ? [[...plain('more in ', 'italic'), ...bold('Evidence')]] : []
  return [richText(line(bold('How it began (UTC)')), ...bullets([...shown.map(lineSpans), ...rest]))]
}

function lineSpans({ clock, age, text, abnormal, first }: TimelineLine): Spans {
  const mark = first ? plain(' ← here it began', 'italic') : []
  return [...plain(`${clock}, ${age}: `), ...prose(short(text), abnormal ? 'bold' : undefined), ...mark]
}
