import type { Advice } from '../../diagnosis/rule.ts'
import { type Page, paragraph, type Span } from './page.ts'

/** Numbered steps with a blank line between them. */
export function numberedSteps(page: Page, steps: readonly Advice[]): readonly string[] {
  return steps.flatMap((step, index) => {
    const lines = oneStep(page, step, `  ${index + 1}. `)
    return index > 0 ? ['', ...lines] : lines
  })
}

/** Steps without numbers behind an indent. */
export function stepLines(page: Page, steps: readonly Advice[], indent: string): readonly string[] {
  return steps.flatMap((step) => oneStep(page, step, indent))
}

/** What to do; the command on a line of its own, never broken, to be copied; what each answer means; what may break. */
function oneStep(page: Page, { do: what, command, answers = [], risk }: Advice, first: string): readonly string[] {
  const indent = { first: ' '.repeat(first.length), rest: first.length + 2 }
  const lineOf = (...spans: readonly Span[]) => paragraph(page, indent, spans)
  return [
    ...paragraph(page, { first }, [{ text: what, style: 'strong' }]),
    ...(command ? [`${indent.first}  ${page.paint('command', command)}`] : []),
    ...answers.flatMap((answer) => lineOf({ text: `If ${answer.if} → ${answer.then}` })),
    ...(risk ? lineOf({ text: 'Risk:', style: 'warning' }, { text: risk }) : []),
  ]
}
