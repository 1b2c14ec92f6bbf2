import type { KnownBlock } from '@slack/types'
import type { FindingView, ReasonLine, Report } from '../report.ts'
import { short, some } from './brief.ts'
import { bold, bullets, line, plain, prose, type RichTextPart, richText, type Spans } from './rich-text.ts'

/** Reasons shown for and against each cause. */
const mostReasons = 5

/**
 * The root cause with what it led to and what speaks for and against it; or all candidates, one after the other. The
 * summary of a single root cause is the verdict right above.
 */
export function causeBlocks(report: Report): readonly KnownBlock[] {
  const [root] = report.candidates
  if (!root) return []
  if (report.candidates.length > 1) return severalCauses(report)
  return [
    richText(line(bold('Root cause: '), ...nameOf(root)), ...chainLines(report)),
    ...reasonBlock('Why', root.because),
    ...reasonBlock('What speaks against it', root.against),
  ]
}

function severalCauses(report: Report): readonly KnownBlock[] {
  return [
    richText(line(bold('Possible root causes, which the evidence cannot tell apart'))),
    ...report.candidates.map((finding) =>
      richText(
        line(...nameOf(finding)),
        line(prose(short(finding.summary))),
        ...reasonList(finding.because),
        ...(finding.against.length > 0 ? [line(plain('Against:', 'italic')), ...reasonList(finding.against)] : []),
      ),
    ),
    ...reasonBlock('For each of them', report.shared),
    ...(report.chain.length > 0 ? [richText(...chainLines(report))] : []),
  ]
}

function nameOf({ cause, confidence }: FindingView): readonly Spans[] {
  return [plain(cause, 'code'), plain(`, ${confidence}`)]
}

/** What the root led to, down to what people notice. */
function chainLines({ chain }: Report): readonly RichTextPart[] {
  return chain
    .slice(1)
    .map(({ cause, summary }) => line(plain('→ leads to '), plain(cause, 'code'), prose(`: ${short(summary)}`)))
}

function reasonBlock(title: string, reasons: readonly ReasonLine[]): readonly KnownBlock[] {
  return reasons.length > 0 ? [richText(line(bold(title)), ...reasonList(reasons))] : []
}

/** Reasons, each with the place that it was read from. */
export function reasonList(reasons: readonly ReasonLine[], most = mostReasons): readonly RichTextPart[] {
  return bullets(some(reasons.map(reasonSpans), most))
}

function reasonSpans({ text, sources }: ReasonLine): Spans {
  const [source] = sources
  if (!source) return prose(short(text))
  const others = sources.length > 1 ? ` and ${sources.length - 1} more` : ''
  return [...prose(short(text)), ...plain(` [${short(source, 80)}${others}]`, 'italic')]
}
