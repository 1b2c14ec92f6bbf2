import type { Problem } from '../block-kit/check.ts'
import { suggestedGroups, suggestedOptions } from '../block-kit/composition.ts'
import { formatProblem } from '../block-kit/validate.ts'
import { interactionBase } from '../deliver/payloads.ts'
import { type Fields, parseFields, textField } from '../fields.ts'
import { blocksOf, type Clickable } from './click.ts'
import { type Desk, failureOf } from './desk.ts'
import { findElement, optionsOf } from './find-element.ts'

/** Types into an external select and reads what the app offers. Throws if Slack would show an error instead. */
export async function suggestOptions(
  desk: Desk,
  where: Clickable,
  wanted: string,
  typed: string,
): Promise<readonly Fields[]> {
  const { state, person } = desk
  const { element, blockId } = findElement(blocksOf(where), wanted)
  const actionId = textField(element, 'action_id')
  const base = interactionBase(state, person, state.triggers.mint(person.id))
  const payload = { ...base, type: 'block_suggestion', action_id: actionId, block_id: blockId, value: typed }
  const about = { kind: 'block_suggestion', user: person.id, what: `${actionId} ${typed}` }
  const interaction = await desk.deliverer.deliver(about, { kind: 'interactive', payload })
  const failure = failureOf(interaction)
  if (failure) throw new Error(`the menu shows an error: ${failure}`)
  const answer = parseFields(interaction.answer ?? '') ?? {}
  const problems = problemsOf(answer)
  if (problems.length > 0) throw new Error(`the menu shows an error: ${problems.map(formatProblem).join('; ')}`)
  return optionsOf(answer)
}

function problemsOf(answer: Fields): readonly Problem[] {
  const found: Problem[] = []
  if (answer['option_groups'] !== undefined) suggestedGroups(answer['option_groups'], '/option_groups', found)
  else suggestedOptions(answer['options'], '/options', found)
  return found
}
