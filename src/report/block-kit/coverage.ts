import type { KnownBlock } from '@slack/types'
import type { Report } from '../report.ts'
import { countText, namesText } from '../words.ts'
import { short, some } from './brief.ts'
import { bold, bullets, line, plain, prose, richText, type Spans } from './rich-text.ts'

const mostGaps = 6
/** With trouble above it, what is fine is worth a line; without, it is the answer. */
const mostChecks = 10
/** The words of an API server repeat themselves. */
const longestDetail = 120

/** What could not be looked at, why, and what stays open for it. */
export function gapBlocks({ gaps }: Report): readonly KnownBlock[] {
  if (gaps.length === 0) return []
  const items = gaps.map(({ source, reason, detail, open }): Spans => {
    const leaves = open.length > 0 ? plain(`; leaves open ${namesText(open, 3)}`) : []
    const words = plain(` ${reason}`)
    return [...bold(`${short(source)}:`), ...words, ...plain(` (${short(detail, longestDetail)})`, 'italic'), ...leaves]
  })
  return [richText(line(bold('Could not be checked')), ...bullets(some(items, mostGaps)))]
}

/** What was looked at and is fine. */
export function checkedBlocks({ checked, candidates, others }: Report): readonly KnownBlock[] {
  if (checked.length === 0) return []
  if (candidates.length > 0 || others.length > 0) {
    const count = `${countText(checked.length, 'check')} found nothing wrong, see `
    return [richText(line(bold('Checked and fine: '), plain(count), bold('Evidence')))]
  }
  const items = some(
    checked.map((text) => prose(short(text))),
    mostChecks,
  )
  return [richText(line(bold('Checked and fine')), ...bullets(items))]
}
