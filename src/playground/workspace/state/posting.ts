import { type Channel, repliesTo } from './channel.ts'
import { type Message, messageObject } from './message.ts'
import type { WorkspaceState } from './workspace-state.ts'

/** What a new message needs; the rest is empty. */
export type Draft = Pick<Message, 'user' | 'text'> & Partial<Omit<Message, 'channel' | 'ts'>>

/** Adds a message and publishes its events. Who may post, and what, is decided by the caller. */
export function postMessage(state: WorkspaceState, channel: Channel, draft: Draft): Message {
  const message: Message = {
    blocks: [],
    broadcast: false,
    files: [],
    reactions: [],
    edits: 0,
    tombstone: false,
    streaming: false,
    ...draft,
    channel: channel.id,
    ts: state.nextTs(),
  }
  channel.messages.set(message.ts, message)
  publishPosted(state, channel, message)
  state.changes.notify()
  return message
}

/** Replaces a message by its changed form. */
export function changeMessage(state: WorkspaceState, message: Message, change: Partial<Message>): Message {
  const channel = channelOf(state, message)
  const changed = { ...message, ...change }
  channel.messages.set(message.ts, changed)
  const inner = messageObject(changed, { withMetadata: false, replies: [] })
  state.publish({
    ...messageEvent(channel),
    subtype: 'message_changed',
    message: inner,
    ts: state.nextTs(),
    hidden: true,
  })
  state.changes.notify()
  return changed
}

/** Deletes a message; a parent with replies leaves a tombstone behind. */
export function deleteMessage(state: WorkspaceState, message: Message): void {
  const channel = channelOf(state, message)
  if (repliesTo(channel, message.ts).length > 0) {
    const tombstone = { text: 'This message was deleted.', blocks: [], metadata: undefined, files: [], tombstone: true }
    channel.messages.set(message.ts, { ...message, ...tombstone })
  } else channel.messages.delete(message.ts)
  channel.pins.delete(message.ts)
  state.publish({ ...messageEvent(channel), subtype: 'message_deleted', deleted_ts: message.ts, hidden: true })
  state.changes.notify()
}

function publishPosted(state: WorkspaceState, channel: Channel, message: Message): void {
  const inner = messageObject(message, { withMetadata: false, replies: [] })
  const author = state.people.get(message.user)
  const event = { ...inner, ...messageEvent(channel), team: author?.team ?? state.team.id, event_ts: message.ts }
  const foreign = author && author.team !== state.team.id ? { user_team: author.team, source_team: author.team } : {}
  state.publish({ ...event, ...foreign })
  const mentioned = message.text.includes(`<@${state.app.botUser}>`) && message.user !== state.app.botUser
  if (mentioned && channel.kind !== 'im') {
    const { channel_type, ...rest } = event
    state.publish({ ...rest, ...foreign, type: 'app_mention' })
  }
}

function messageEvent({ id, kind }: Channel) {
  const channelType = { public: 'channel', shared: 'channel', private: 'group', im: 'im' }[kind]
  return { type: 'message', channel: id, channel_type: channelType }
}

function channelOf(state: WorkspaceState, message: Message): Channel {
  const channel = state.channels.get(message.channel)
  if (!channel) throw new Error(`the workspace has no channel ${message.channel}`)
  return channel
}
