import type { Fields } from '../fields.ts'
import type { Message } from './message.ts'

/** `shared`: a public channel that is connected to another workspace. */
type ChannelKind = 'public' | 'private' | 'shared' | 'im'

export interface Channel {
  readonly id: string
  readonly kind: ChannelKind
  name: string
  readonly creator: string
  readonly members: Set<string>
  archived: boolean
  topic: string
  purpose: string
  /** By ts, in order of posting. */
  readonly messages: Map<string, Message>
  readonly pins: Set<string>
  readonly bookmarks: Fields[]
}

export interface ChannelSpec {
  readonly id: string
  readonly name: string
  readonly kind?: ChannelKind
  readonly members?: readonly string[]
  readonly archived?: boolean
}

export function createChannel(spec: ChannelSpec, creator: string): Channel {
  return {
    id: spec.id,
    kind: spec.kind ?? 'public',
    name: spec.name,
    creator,
    members: new Set(spec.members ?? []),
    archived: spec.archived ?? false,
    topic: '',
    purpose: '',
    messages: new Map(),
    pins: new Set(),
    bookmarks: [],
  }
}

/** The replies under a parent, oldest first. */
export function repliesTo(channel: Channel, ts: string): readonly Message[] {
  return [...channel.messages.values()].filter((message) => message.threadTs === ts)
}

/** The channel object of conversations.info. */
export function channelObject(channel: Channel, botUser: string): Fields {
  const { id, kind, name, creator } = channel
  if (kind === 'im') {
    return { id, is_im: true, user: [...channel.members].find((user) => user !== botUser), is_archived: false }
  }
  return {
    id,
    name,
    is_channel: kind !== 'private',
    is_group: kind === 'private',
    is_im: false,
    is_mpim: false,
    is_private: kind === 'private',
    is_ext_shared: kind === 'shared',
    is_shared: kind === 'shared',
    is_archived: channel.archived,
    is_general: false,
    is_member: channel.members.has(botUser),
    creator,
    topic: { value: channel.topic, creator, last_set: 0 },
    purpose: { value: channel.purpose, creator, last_set: 0 },
    num_members: channel.members.size,
  }
}
