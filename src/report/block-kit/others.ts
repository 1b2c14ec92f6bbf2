import type { KnownBlock } from '@slack/types'
import type { FindingView, Report } from '../report.ts'
import { namesText } from '../words.ts'
import { restOf, short } from './brief.ts'
import { reasonList } from './causes.ts'
import { bold, bullets, command, line, plain, prose, type RichTextPart, richText, type Spans } from './rich-text.ts'

const mostFindings = 5
const mostReasons = 2

/** What else is True: a line each, with reasons and the first step where nothing else explains it. */
export function otherBlocks({ others, candidates }: Report): readonly KnownBlock[] {
  if (others.length === 0) return []
  const title = candidates.length > 0 ? 'Also found' : 'Found'
  const rest = others.length > mostFindings ? [line(restOf(others.length - mostFindings))] : []
  return [richText(line(bold(title)), ...others.slice(0, mostFindings).flatMap(otherParts), ...rest)]
}

function otherParts(finding: FindingView): readonly RichTextPart[] {
  const { severity, explainedBy, because, steps } = finding
  const head = bullets([headOf(finding)])
  if (severity === 'info' || explainedBy.length > 0) return head
  const [step] = steps
  return [...head, ...deeper(reasonList(because, mostReasons)), ...(step?.command ? [command(step.command)] : [])]
}

function headOf({ cause, severity, confidence, summary, explainedBy }: FindingView): Spans {
  const weight = severity === 'info' ? 'worth knowing' : `${severity}, ${confidence}`
  const why = explainedBy.length > 0 ? `, explained by ${namesText(explainedBy, 2)}` : ''
  return [...plain(cause, 'code'), ...prose(`: ${short(summary)}`), ...plain(` (${weight}${why})`, 'italic')]
}

function deeper(parts: readonly RichTextPart[]): readonly RichTextPart[] {
  return parts.map((part) => (part.type === 'rich_text_list' ? { ...part, indent: 1 } : part))
}
