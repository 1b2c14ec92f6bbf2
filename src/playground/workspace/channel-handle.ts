import type { Fields } from './fields.ts'
import { type RenderOptions, renderChannel } from './render/channel.ts'
import { repliesTo } from './state/channel.ts'
import { joinChannel, leaveChannel } from './state/membership.ts'
import type { EphemeralMessage, Message, SharedFile } from './state/message.ts'
import type { WorkspaceState } from './state/workspace-state.ts'

/** One channel: what stands in it now, and what people do with it. */
export interface ChannelHandle {
  readonly id: string
  readonly name: string
  /** Messages in the channel itself, oldest first; replies only if they were broadcast. */
  messages(): readonly Message[]
  /** The replies under a parent, oldest first, without the parent. */
  thread(ts: string): readonly Message[]
  /** A message by its ts, as it is now; undefined once it is deleted. */
  message(ts: string): Message | undefined
  /** What single people see, oldest first. */
  ephemerals(): readonly EphemeralMessage[]
  files(): readonly SharedFile[]
  pins(): readonly string[]
  members(): readonly string[]
  topic(): string
  purpose(): string
  archive(): void
  unarchive(): void
  rename(name: string): void
  /** Adds a person, or the bot. */
  invite(user: string): void
  /** Removes a person, or the bot. */
  kick(user: string): void
  render(options?: RenderOptions): string
}

export function createChannelHandle(state: WorkspaceState, id: string): ChannelHandle {
  const channel = state.channels.get(id)
  if (!channel) throw new Error(`there is no channel ${id}`)
  function publish(event: Fields): void {
    state.publish(event)
    state.changes.notify()
  }
  const all = () => [...channel.messages.values()]
  return {
    id,
    get name() {
      return channel.name
    },
    messages: () => all().filter((message) => !message.threadTs || message.broadcast),
    thread: (ts) => repliesTo(channel, ts),
    message(ts) {
      const message = channel.messages.get(ts)
      return message?.tombstone ? undefined : message
    },
    ephemerals: () => state.ephemerals.filter((message) => message.channel === id),
    files: () => all().flatMap((message) => message.files),
    pins: () => [...channel.pins],
    members: () => [...channel.members],
    topic: () => channel.topic,
    purpose: () => channel.purpose,
    archive() {
      channel.archived = true
      publish({ type: 'channel_archive', channel: id })
    },
    unarchive() {
      channel.archived = false
      publish({ type: 'channel_unarchive', channel: id })
    },
    rename(name) {
      channel.name = name
      publish({ type: 'channel_rename', channel: { id, name } })
    },
    invite: (user) => joinChannel(state, channel, user),
    kick: (user) => leaveChannel(state, channel, user),
    render: (options) => renderChannel(state, channel, options),
  }
}
