import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import { cell, code, prose } from './markdown/escape.ts'
import { candidateBlock, otherBlock, reasons } from './markdown/findings.ts'
import { stepBlock } from './markdown/steps.ts'
import { buildReport, type Report } from './report.ts'
import type { TimelineLine } from './timeline-lines.ts'
import { namesText, nextTitle } from './words.ts'

const mostSteps = 8
const mostGaps = 30
const mostChecks = 40

/** The report as GitHub-flavoured Markdown, for tickets and post-mortems. Everything from the cluster is inert text. */
export function renderMarkdown(diagnosis: Diagnosis): string {
  const report = buildReport(diagnosis)
  const sections = [
    headline(report),
    report.scope ? [`Scope: ${prose(report.scope)}.`] : [],
    causes(report),
    section('What led to what', chain(report)),
    section('Do this', advice(report)),
    section(nextTitle(report.headline.outcome), stepBlock(report.next.slice(0, mostSteps))),
    section('Also found', report.others.flatMap(otherBlock)),
    section('Checked and fine', checks(report)),
    section('Not checked', gaps(report)),
    section('Timeline (UTC)', timeline(report.timeline)),
    [`Cluster ${code(report.cluster)}, read at ${report.readAt} UTC in ${report.took}.`],
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? [`### ${title}`, '', ...lines] : []
}

function headline({ headline: { severity, what, todo }, target }: Report): readonly string[] {
  const doing = todo ? ` → ${prose(todo)}` : ''
  return [`**${severity.toUpperCase()} ${code(target)}: ${prose(what)}**${doing}`]
}

function causes({ candidates, shared }: Report): readonly string[] {
  if (candidates.length < 2) return section('Root cause', candidates.flatMap(candidateBlock))
  const each = candidates.flatMap((finding) => [...candidateBlock(finding), ''])
  const common = shared.length > 0 ? ['For each of them:', '', ...reasons(shared, '- ')] : []
  return section('Possible root causes, which the evidence cannot tell apart', [...each, ...common])
}

function chain(report: Report): readonly string[] {
  return report.chain.map(({ cause, summary }, index) => `${index + 1}. ${code(cause)}: ${prose(summary)}`)
}

function advice({ candidates, separation }: Report): readonly string[] {
  if (!separation) return stepBlock((candidates[0]?.steps ?? []).slice(0, mostSteps))
  const apart = stepBlock([{ ...separation, do: `To tell them apart: ${separation.do}` }])
  const each = candidates
    .filter(({ steps }) => steps.length > 0)
    .flatMap(({ cause, steps }) => ['', `If it is ${code(cause)}:`, '', ...stepBlock(steps.slice(0, mostSteps))])
  return [...apart, ...each]
}

function timeline(lines: readonly TimelineLine[]): readonly string[] {
  if (lines.length === 0) return []
  const rows = lines.flatMap(({ clock, age, text, source, abnormal, first, skipped }) => {
    const what = abnormal ? `**${cell(text)}**` : cell(text)
    const row = `| ${clock} | ${age} | ${what}${first ? ' ← here it began' : ''} | ${cell(source)} |`
    return skipped > 0 ? [`| … | | ${skipped} more | |`, row] : [row]
  })
  return ['| When | Age | What | Source |', '| --- | --- | --- | --- |', ...rows]
}

function checks({ checked }: Report): readonly string[] {
  const lines = checked.map((text) => `- ${prose(text)}`)
  return bounded(lines, mostChecks)
}

function gaps(report: Report): readonly string[] {
  const lines = report.gaps.map(({ source, reason, detail, open }) => {
    const leaves = open.length > 0 ? `; leaves open ${namesText(open.map(code), 6)}` : ''
    return `- **${prose(source)}**: ${reason} (${prose(detail)})${leaves}`
  })
  return bounded(lines, mostGaps)
}

function bounded(lines: readonly string[], most: number): readonly string[] {
  return lines.length > most ? [...lines.slice(0, most), `- and ${lines.length - most} more`] : lines
}
