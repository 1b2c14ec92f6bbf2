import type { KnownBlock } from '@slack/types'
import type { Advice } from '../../diagnosis/rule.ts'
import type { Report } from '../report.ts'
import { nextTitle } from '../words.ts'
import { restOf } from './brief.ts'
import { bold, bullets, command, line, plain, prose, richText, type Spans } from './rich-text.ts'

/** Steps shown of the root cause, and of each of several candidates. */
const mostSteps = 5
const mostStepsEach = 2
const mostAnswers = 8

/** What to do: the steps of the root cause, or how to tell the candidates apart and the steps of each, or what to run next. */
export function adviceBlocks(report: Report): readonly KnownBlock[] {
  const { candidates, separation, next, headline } = report
  if (separation) return [...separationBlocks(separation), ...candidates.flatMap(eachBlocks)]
  const [root] = candidates
  if (root) return titled('Do this', stepBlocks(root.steps, mostSteps))
  return titled(nextTitle(headline.outcome), stepBlocks(next, mostSteps))
}

function separationBlocks(separation: Advice): readonly KnownBlock[] {
  return [stepBlock(separation, bold('To tell them apart: '))]
}

function eachBlocks({ cause, steps }: Report['candidates'][number]): readonly KnownBlock[] {
  if (steps.length === 0) return []
  return [richText(line(bold('If it is '), plain(cause, 'code'))), ...stepBlocks(steps, mostStepsEach)]
}

function titled(title: string, blocks: readonly KnownBlock[]): readonly KnownBlock[] {
  return blocks.length > 0 ? [richText(line(bold(title))), ...blocks] : []
}

function stepBlocks(steps: readonly Advice[], most: number): readonly KnownBlock[] {
  const shown = steps.slice(0, most).map((step, index) => stepBlock(step, bold(`${index + 1}. `)))
  return steps.length > most ? [...shown, richText(line(restOf(steps.length - most)))] : shown
}

/** What to do; the command, to be copied; what each answer means; what may break. Nothing is cut: half an order is dangerous. */
function stepBlock({ do: what, command: run, answers = [], risk }: Advice, start: Spans): KnownBlock {
  const shown = answers.slice(0, mostAnswers).map((answer): Spans => {
    return [...bold('If '), ...prose(answer.if), ...prose(` → ${answer.then}`)]
  })
  return richText(
    line(start, prose(what, 'bold')),
    ...(run ? [command(run)] : []),
    ...bullets(answers.length > mostAnswers ? [...shown, restOf(answers.length - mostAnswers)] : shown),
    ...(risk ? [line(bold('Risk: '), prose(risk))] : []),
  )
}
