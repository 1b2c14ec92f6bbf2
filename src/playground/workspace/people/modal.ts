import type { Interaction } from '../deliver/interaction.ts'
import { interactionBase, viewForPayload } from '../deliver/payloads.ts'
import { type Fields, isFields, listField, objectField, parseFields, textField } from '../fields.ts'
import type { OpenView } from '../state/views.ts'
import { readView } from '../web-api/methods/views.ts'
import { Refusal } from '../web-api/refusal.ts'
import { chosen } from './click.ts'
import { type Desk, failureOf } from './desk.ts'

/** What a person entered, by action id (or block id). */
export type Entries = Readonly<Record<string, string>>

/** A submission and what the modal shows afterwards. */
export interface Submitted {
  readonly interaction: Interaction
  /** Errors under the inputs, by block id. */
  readonly errors: Readonly<Record<string, string>>
  /** Set if Slack could not use the answer: timeout, unknown response_action, a view it refuses. */
  readonly failure?: string
}

export async function submitView(desk: Desk, open: OpenView, entries: Entries): Promise<Submitted> {
  const { state, person } = desk
  const values = valuesOf(open, entries)
  const base = interactionBase(state, person, state.triggers.mint(person.id))
  const view = viewForPayload(state, open, values)
  const payload = { type: 'view_submission', ...base, view, response_urls: [] }
  const about = { kind: 'view_submission', user: person.id, what: textField(open.view, 'callback_id') ?? '' }
  const interaction = await desk.deliverer.deliver(about, { kind: 'interactive', payload })
  const failure = failureOf(interaction)
  if (failure) return { interaction, errors: {}, failure }
  return { interaction, ...applyAnswer(desk, open, parseFields(interaction.answer ?? '') ?? {}) }
}

/** The × of a modal; the app hears of it only if the view asks for that. */
export async function closeView(desk: Desk, open: OpenView): Promise<Interaction | undefined> {
  const { state, person } = desk
  state.views.close(person.id, open.view['clear_on_close'] === true ? 'all' : 'top')
  state.changes.notify()
  if (open.view['notify_on_close'] !== true) return undefined
  const base = interactionBase(state, person, '')
  const payload = { type: 'view_closed', ...base, view: viewForPayload(state, open, {}), is_cleared: false }
  const about = { kind: 'view_closed', user: person.id, what: textField(open.view, 'callback_id') ?? '' }
  return desk.deliverer.deliver(about, { kind: 'interactive', payload })
}

type Applied = Omit<Submitted, 'interaction'>

/** Does what `response_action` says; an empty answer closes the modal. */
function applyAnswer(desk: Desk, open: OpenView, answer: Fields): Applied {
  try {
    return applyAction(desk, open, answer)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { errors: {}, failure: error.error }
  } finally {
    desk.state.changes.notify()
  }
}

function applyAction({ state, person }: Desk, open: OpenView, answer: Fields): Applied {
  const action = textField(answer, 'response_action')
  if (action === 'errors') return { errors: errorsOf(open, answer) }
  if (action === 'update') state.views.replace(open, readView(answer['view'], state, 'modal'))
  else if (action === 'push') {
    if (!state.views.push(person.id, readView(answer['view'], state, 'modal'))) throw new Refusal('push_limit_reached')
  } else if (action === 'clear') state.views.close(person.id, 'all')
  else if (action === undefined) state.views.close(person.id, 'top')
  else throw new Refusal('invalid_response_action')
  return { errors: {} }
}

/** Errors must name input blocks of the view. */
function errorsOf(open: OpenView, answer: Fields): Readonly<Record<string, string>> {
  const errors = Object.entries(objectField(answer, 'errors') ?? {})
  const inputs = inputBlocks(open).map((block) => textField(block, 'block_id'))
  if (errors.length === 0) throw new Refusal('invalid_errors')
  for (const [blockId] of errors) {
    if (!inputs.includes(blockId)) throw new Refusal('invalid_errors')
  }
  return Object.fromEntries(errors.map(([blockId, text]) => [blockId, String(text)]))
}

function inputBlocks(open: OpenView): readonly Fields[] {
  return listField(open.view, 'blocks').filter((block) => block['type'] === 'input')
}

/** `state.values`: by block id, then by action id. Refuses what the modal itself would refuse: an empty required input. */
function valuesOf(open: OpenView, entries: Entries): Fields {
  const values = inputBlocks(open).map((block) => {
    const element = objectField(block, 'element') ?? {}
    const actionId = textField(element, 'action_id') ?? ''
    const blockId = textField(block, 'block_id') ?? ''
    const entry = entries[actionId] ?? entries[blockId] ?? initialOf(element)
    if (!entry && block['optional'] !== true) throw new Error(`${actionId} must be filled in`)
    const type = textField(element, 'type') ?? ''
    return [blockId, { [actionId]: { type, ...(entry ? chosen(element, type, entry) : { value: null }) } }]
  })
  return Object.fromEntries(values)
}

function initialOf(element: Fields): string | undefined {
  const option = element['initial_option']
  return textField(element, 'initial_value') ?? (isFields(option) ? textField(option, 'value') : undefined)
}
