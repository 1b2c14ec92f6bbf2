import type { Advice } from '../../diagnosis/rule.ts'
import { codeBlock, prose } from './escape.ts'

/** Numbered steps: what to do, the command in a block of its own, what each answer means, what may break. */
export function stepBlock(steps: readonly Advice[]): readonly string[] {
  return steps.flatMap(({ do: what, command, answers = [], risk }, index) => {
    const number = `${index + 1}. `
    const indent = ' '.repeat(number.length)
    return [
      `${number}${prose(what)}`,
      ...(command ? codeBlock(command, 'sh', number.length) : []),
      ...answers.map((answer) => `${indent}- If ${prose(answer.if)} → ${prose(answer.then)}`),
      ...(risk ? [`${indent}- **Risk:** ${prose(risk)}`] : []),
    ]
  })
}
