import type { Interaction } from '../deliver/interaction.ts'
import { interactionBase, messageForPayload, viewForPayload } from '../deliver/payloads.ts'
import { type Fields, listField, textField } from '../fields.ts'
import type { EphemeralMessage, Message } from '../state/message.ts'
import type { OpenView } from '../state/views.ts'
import { type Desk, failureOf, mintResponseUrl, tell } from './desk.ts'
import { type FoundElement, findElement, optionsOf } from './find-element.ts'

/** What people click in. A message is taken as it was read, so an outdated one can be clicked too. */
export type Clickable = Message | EphemeralMessage | OpenView

/** Clicks a button, or chooses from a menu; `choice` is the value of an option (or a user, channel or date). */
export async function clickElement(
  desk: Desk,
  where: Clickable,
  wanted: string,
  choice?: string,
): Promise<Interaction> {
  const { state, person } = desk
  const found = findElement(blocksOf(where), wanted)
  const triggerId = state.triggers.mint(person.id)
  const payload = {
    type: 'block_actions',
    ...interactionBase(state, person, triggerId),
    ...place(desk, where),
    actions: [actionOf(found, choice, state.nextTs())],
  }
  const about = { kind: 'block_actions', user: person.id, what: textField(found.element, 'action_id') ?? wanted }
  const interaction = await desk.deliverer.deliver(about, { kind: 'interactive', payload })
  const failure = failureOf(interaction)
  if (failure && 'channel' in where)
    tell(desk, where.channel, `This app is not responding (${failure})`, where.threadTs)
  return interaction
}

export function blocksOf(where: Clickable): readonly Fields[] {
  return 'view' in where ? listField(where.view, 'blocks') : where.blocks
}

/** Where the click happened: `container`, `channel`, `message` or `view`, and for messages the response_url. */
function place(desk: Desk, where: Clickable): Fields {
  const { state, person } = desk
  if ('view' in where) {
    const view = viewForPayload(state, where, {})
    return { container: { type: 'view', view_id: where.id }, view }
  }
  const channel = state.channels.get(where.channel)
  if (!channel) throw new Error(`there is no channel ${where.channel}`)
  const ephemeral = 'to' in where
  const thread = where.threadTs ? { thread_ts: where.threadTs } : {}
  const container = {
    type: 'message',
    message_ts: where.ts,
    channel_id: channel.id,
    is_ephemeral: ephemeral,
    ...thread,
  }
  const message = { ts: where.ts, ephemeral }
  const responseUrl = mintResponseUrl(desk, { channel: channel.id, user: person.id, message, threadTs: where.threadTs })
  return {
    container,
    channel: { id: channel.id, name: channel.kind === 'im' ? 'directmessage' : channel.name },
    ...(ephemeral ? {} : { message: messageForPayload(state, channel, where) }),
    state: { values: {} },
    response_url: responseUrl,
  }
}

/** The entry of `actions`: the element, and what was chosen. */
function actionOf({ element, blockId }: FoundElement, choice: string | undefined, actionTs: string): Fields {
  const type = textField(element, 'type') ?? ''
  const { action_id, text, value, style } = element
  const shown = type === 'button' ? { text, value, style } : chosen(element, type, choice)
  return { type, action_id, block_id: blockId, ...shown, action_ts: actionTs }
}

/** The chosen part of a menu or picker, as it also stands in `state.values`. */
export function chosen(element: Fields, type: string, choice: string | undefined): Fields {
  if (type === 'users_select') return { selected_user: choice }
  if (type === 'conversations_select') return { selected_conversation: choice }
  if (type === 'channels_select') return { selected_channel: choice }
  if (type === 'datepicker') return { selected_date: choice }
  if (type === 'timepicker') return { selected_time: choice }
  const options = optionsOf(element)
  const option = options.find((one) => textField(one, 'value') === choice)
  if (type === 'external_select')
    return { selected_option: { text: { type: 'plain_text', text: choice }, value: choice } }
  if (options.length === 0) return { value: choice }
  if (!option) throw new Error(`the menu has no option ${choice}`)
  return type.startsWith('multi_') || type === 'checkboxes'
    ? { selected_options: [option] }
    : { selected_option: option }
}
