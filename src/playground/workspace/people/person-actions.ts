import type { Interaction } from '../deliver/interaction.ts'
import { interactionBase, messageForPayload } from '../deliver/payloads.ts'
import type { Fields } from '../fields.ts'
import { openDirect } from '../state/direct-messages.ts'
import type { EphemeralMessage, Message } from '../state/message.ts'
import type { Person } from '../state/person.ts'
import { changeMessage, deleteMessage, postMessage } from '../state/posting.ts'
import type { OpenView } from '../state/views.ts'
import { type Clickable, clickElement } from './click.ts'
import { runCommand } from './command.ts'
import { channelAt, type Desk, mintResponseUrl } from './desk.ts'
import { closeView, type Entries, type Submitted, submitView } from './modal.ts'
import { suggestOptions } from './suggest.ts'
import { messageText } from './typed-text.ts'

/** Where somebody writes. */
interface Place {
  readonly channel: string
  /** The ts of the thread's parent. */
  readonly thread?: string
}

/** A person of the workspace in front of their Slack. What Slack's client would not offer throws an `Error`. */
export interface PersonActions {
  readonly person: Person
  /** Types a slash command; resolves when Slack got its acknowledgement or gave up. */
  slash(line: string, place: Place): Promise<Interaction>
  /** Writes a message; `@name` and `#channel` become links. */
  say(text: string, place: Place): Message
  /** Writes `@bot text`. */
  mention(text: string, place: Place): Message
  /** Writes to the app in the direct message with it. */
  dm(text: string): Message
  /** Clicks a button by action id or label. */
  click(where: Clickable, button: string): Promise<Interaction>
  /** Chooses from a menu: the value of an option, or the id of a user or channel. */
  choose(where: Clickable, menu: string, choice: string): Promise<Interaction>
  /** Types into an external select; the options that the app offers. */
  suggest(where: Clickable, menu: string, typed: string): Promise<readonly Fields[]>
  submit(view: OpenView, entries?: Entries): Promise<Submitted>
  close(view: OpenView): Promise<Interaction | undefined>
  /** Runs a message shortcut ("⋮ → Explain this"). */
  shortcut(callbackId: string, message: Message): Promise<Interaction>
  openHome(): void
  /** Deletes a message, also the app's, as an admin may. */
  remove(message: Message): void
  react(message: Message, emoji: string): void
  /** The modal on top, if one is open. */
  modal(): OpenView | undefined
  home(): OpenView | undefined
  /** What only this person sees in a channel, oldest first. */
  ephemerals(channel: string): readonly EphemeralMessage[]
}

export function createPersonActions(desk: Desk): PersonActions {
  const { person, state } = desk

  function say(text: string, { channel, thread }: Place): Message {
    return postMessage(state, channelAt(desk, channel), {
      user: person.id,
      text: messageText(state, text),
      threadTs: thread,
    })
  }

  return {
    person,
    slash: (line, { channel }) => runCommand(desk, line, channel),
    say,
    mention: (text, place) => say(`@${state.app.name} ${text}`, place),
    dm: (text) => say(text, { channel: openDirect(state, person.id).id }),
    click: (where, button) => clickElement(desk, where, button),
    choose: (where, menu, choice) => clickElement(desk, where, menu, choice),
    suggest: (where, menu, typed) => suggestOptions(desk, where, menu, typed),
    submit: (view, entries = {}) => submitView(desk, view, entries),
    close: (view) => closeView(desk, view),
    shortcut: (callbackId, message) => runShortcut(desk, callbackId, message),
    openHome: () =>
      state.publish({
        type: 'app_home_opened',
        user: person.id,
        channel: openDirect(state, person.id).id,
        tab: 'home',
      }),
    remove: (message) => deleteMessage(state, current(desk, message)),
    react(message, emoji) {
      const now = current(desk, message)
      const others = now.reactions.filter((reaction) => reaction.name !== emoji)
      const users = now.reactions.find((reaction) => reaction.name === emoji)?.users ?? []
      changeMessage(state, now, { reactions: [...others, { name: emoji, users: [...users, person.id] }] })
      state.publish({
        type: 'reaction_added',
        user: person.id,
        reaction: emoji,
        item: { type: 'message', channel: now.channel, ts: now.ts },
      })
    },
    modal: () => state.views.stack(person.id).at(-1),
    home: () => state.views.home(person.id),
    ephemerals: (channel) => state.ephemerals.filter((one) => one.channel === channel && one.to === person.id),
  }
}

/** The message as it is now: what a person holds may have been edited since. */
function current({ state }: Desk, { channel, ts }: Message): Message {
  const message = state.channels.get(channel)?.messages.get(ts)
  if (!message) throw new Error(`there is no message ${ts} in ${channel}`)
  return message
}

async function runShortcut(desk: Desk, callbackId: string, message: Message): Promise<Interaction> {
  const { state, person } = desk
  if (!state.app.messageShortcuts.includes(callbackId)) throw new Error(`the app has no shortcut ${callbackId}`)
  const channel = channelAt(desk, message.channel)
  const payload = {
    type: 'message_action',
    ...interactionBase(state, person, state.triggers.mint(person.id)),
    callback_id: callbackId,
    action_ts: state.nextTs(),
    message_ts: message.ts,
    channel: { id: channel.id, name: channel.name },
    message: messageForPayload(state, channel, message),
    response_url: mintResponseUrl(desk, { channel: channel.id, user: person.id }),
  }
  const about = { kind: 'message_action', user: person.id, what: callbackId }
  return desk.deliverer.deliver(about, { kind: 'interactive', payload })
}
