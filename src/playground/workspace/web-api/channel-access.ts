import type { Channel } from '../state/channel.ts'
import { openDirect } from '../state/direct-messages.ts'
import type { Message } from '../state/message.ts'
import type { WorkspaceState } from '../state/workspace-state.ts'
import type { MethodCall } from './method.ts'
import { Refusal } from './refusal.ts'
import { hasScope, requireScope } from './scopes.ts'

/** The channel of a posting method: an id, a `#name`, or a user id for the direct message with them. */
export function channelToPost(call: MethodCall, name = 'channel'): Channel {
  const channel = findChannel(call.state, call.args.required(name))
  if (channel.archived) throw new Refusal('is_archived')
  if (channel.members.has(call.state.app.botUser)) return channel
  if (isHidden(channel)) throw new Refusal('channel_not_found')
  if (!hasScope(call.state, 'chat:write.public')) throw new Refusal('not_in_channel')
  return channel
}

/** The channel of a method that needs the bot to be a member. */
export function channelOfMember(call: MethodCall, name = 'channel'): Channel {
  const channel = visibleChannel(call, name)
  if (!channel.members.has(call.state.app.botUser)) throw new Refusal('not_in_channel')
  return channel
}

/** A channel that the bot can see; private ones and direct messages only as a member. */
export function visibleChannel(call: MethodCall, name = 'channel'): Channel {
  const channel = findChannel(call.state, call.args.required(name))
  if (isHidden(channel) && !channel.members.has(call.state.app.botUser)) throw new Refusal('channel_not_found')
  return channel
}

/** Scopes such as `channels:history`, `groups:history`, `im:history`, by the kind of the channel. */
export function requireChannelScope(state: WorkspaceState, { kind }: Channel, verb: 'read' | 'history'): void {
  const family = { public: 'channels', shared: 'channels', private: 'groups', im: 'im' }[kind]
  requireScope(state, `${family}:${verb}`)
}

/** The parent for `thread_ts`; undefined if there is none asked for. */
export function threadParent(call: MethodCall, channel: Channel): Message | undefined {
  const ts = call.args.text('thread_ts')
  if (!ts) return undefined
  const parent = channel.messages.get(ts)
  if (!parent) throw new Refusal('thread_not_found')
  // Slack's pages only say "avoid using a reply's ts": such a reply lands in no thread that people can open.
  if (parent.threadTs) throw new Refusal('cannot_reply_to_message')
  return parent
}

/** The message under `ts` (or another argument). */
export function messageIn(channel: Channel, ts: string): Message {
  const message = channel.messages.get(ts)
  if (!message || message.tombstone) throw new Refusal('message_not_found')
  return message
}

function isHidden({ kind }: Channel): boolean {
  return kind === 'private' || kind === 'im'
}

function findChannel(state: WorkspaceState, name: string): Channel {
  if (state.people.has(name)) return openDirect(state, name)
  const byName = [...state.channels.values()].find((one) => `#${one.name}` === name || one.name === name)
  const channel = state.channels.get(name) ?? byName
  if (!channel) throw new Refusal('channel_not_found')
  return channel
}
