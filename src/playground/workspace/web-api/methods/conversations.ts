import type { Fields } from '../../fields.ts'
import { type Channel, channelObject, createChannel } from '../../state/channel.ts'
import { openDirect } from '../../state/direct-messages.ts'
import { joinChannel } from '../../state/membership.ts'
import { channelOfMember, requireChannelScope, visibleChannel } from '../channel-access.ts'
import type { MethodCall, WebApiMethod } from '../method.ts'
import { pageOf } from '../page.ts'
import { Refusal } from '../refusal.ts'
import { requireScope } from '../scopes.ts'

const create: WebApiMethod = {
  name: 'conversations.create',
  tier: 2,
  run(call) {
    const { state, args } = call
    const isPrivate = args.flag('is_private')
    requireScope(state, isPrivate ? 'groups:write' : 'channels:manage')
    const name = checkedName(call)
    const { botUser } = state.app
    const kind = isPrivate ? 'private' : 'public'
    const channel = createChannel({ id: state.mint('C'), name, kind, members: [botUser] }, botUser)
    state.channels.set(channel.id, channel)
    state.changes.notify()
    return { channel: channelObject(channel, botUser) }
  },
}

const rename: WebApiMethod = {
  name: 'conversations.rename',
  tier: 2,
  run(call) {
    const channel = managedChannel(call)
    channel.name = checkedName(call)
    return { channel: channelObject(channel, call.state.app.botUser) }
  },
}

const invite: WebApiMethod = {
  name: 'conversations.invite',
  tier: 3,
  run(call) {
    const { state, args } = call
    const channel = managedChannel(call)
    const users = args.required('users').split(',')
    if (users.length > 100) throw new Refusal('too_many_users')
    for (const user of users) {
      if (!state.people.has(user)) throw new Refusal('user_not_found')
      if (user === state.app.botUser) throw new Refusal('cant_invite_self')
      if (channel.members.has(user)) throw new Refusal('already_in_channel')
    }
    for (const user of users) joinChannel(state, channel, user, state.app.botUser)
    return { channel: channelObject(channel, state.app.botUser) }
  },
}

const join: WebApiMethod = {
  name: 'conversations.join',
  tier: 3,
  scopes: ['channels:join'],
  run(call) {
    const channel = visibleChannel(call)
    if (channel.archived) throw new Refusal('is_archived')
    if (channel.kind === 'im' || channel.kind === 'private') {
      throw new Refusal('method_not_supported_for_channel_type')
    }
    joinChannel(call.state, channel, call.state.app.botUser)
    return { channel: channelObject(channel, call.state.app.botUser) }
  },
}

const archive: WebApiMethod = {
  name: 'conversations.archive',
  tier: 2,
  run(call) {
    const channel = managedChannel(call)
    channel.archived = true
    call.state.changes.notify()
    return {}
  },
}

const info: WebApiMethod = {
  name: 'conversations.info',
  tier: 3,
  run(call) {
    const channel = visibleChannel(call)
    requireChannelScope(call.state, channel, 'read')
    return { channel: channelObject(channel, call.state.app.botUser) }
  },
}

const members: WebApiMethod = {
  name: 'conversations.members',
  tier: 4,
  run(call) {
    const channel = visibleChannel(call)
    requireChannelScope(call.state, channel, 'read')
    const page = pageOf([...channel.members], call.args, { fallback: 100, max: 1_000 })
    return { members: page.items, response_metadata: { next_cursor: page.nextCursor } }
  },
}

const list: WebApiMethod = {
  name: 'conversations.list',
  tier: 2,
  scopes: ['channels:read', 'groups:read', 'im:read'],
  run({ state, args }) {
    const types = (args.text('types') ?? 'public_channel').split(',')
    const typeOf = { public: 'public_channel', shared: 'public_channel', private: 'private_channel', im: 'im' }
    const listed = [...state.channels.values()].filter((channel) => {
      const hidden = channel.kind === 'private' && !channel.members.has(state.app.botUser)
      const left = args.flag('exclude_archived') && channel.archived
      return types.includes(typeOf[channel.kind]) && !hidden && !left
    })
    const page = pageOf(listed, args, { fallback: 100, max: 1_000 })
    const channels = page.items.map((channel) => channelObject(channel, state.app.botUser))
    return { channels, response_metadata: { next_cursor: page.nextCursor } }
  },
}

const open: WebApiMethod = {
  name: 'conversations.open',
  tier: 3,
  scopes: ['im:write'],
  run({ state, args }) {
    const user = args.required('users')
    const person = state.people.get(user)
    if (!person) throw new Refusal('user_not_found')
    if (person.kind === 'deactivated') throw new Refusal('user_disabled')
    return { channel: { id: openDirect(state, user).id } }
  },
}

/** setTopic and setPurpose: 250 characters each. */
function describing(field: 'topic' | 'purpose'): WebApiMethod {
  return {
    name: `conversations.set${field === 'topic' ? 'Topic' : 'Purpose'}`,
    tier: 2,
    run(call) {
      const channel = managedChannel(call)
      const text = call.args.text(field) ?? ''
      if (text.length > 250) throw new Refusal('too_long')
      channel[field] = text
      call.state.changes.notify()
      return { channel: channelObject(channel, call.state.app.botUser) } satisfies Fields
    },
  }
}

function managedChannel(call: MethodCall): Channel {
  const channel = channelOfMember(call)
  requireScope(call.state, channel.kind === 'private' ? 'groups:write' : 'channels:manage')
  if (channel.archived) throw new Refusal('is_archived')
  return channel
}

/** Names: 1..80 of a-z 0-9 - _; a name stays taken when its channel is archived. */
function checkedName({ args, state }: MethodCall): string {
  const name = args.text('name') ?? ''
  if (name === '') throw new Refusal('invalid_name_required')
  if (name.length > 80) throw new Refusal('invalid_name_maxlength')
  if (/^[-_]+$/.test(name)) throw new Refusal('invalid_name_punctuation')
  if (!/^[a-z0-9_-]+$/.test(name)) throw new Refusal('invalid_name_specials')
  if ([...state.channels.values()].some((channel) => channel.name === name)) throw new Refusal('name_taken')
  return name
}

export const conversationMethods: readonly WebApiMethod[] = [
  create,
  rename,
  invite,
  join,
  archive,
  info,
  members,
  list,
  open,
  describing('topic'),
  describing('purpose'),
]
