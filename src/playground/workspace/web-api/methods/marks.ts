import type { Reaction } from '../../state/message.ts'
import { changeMessage } from '../../state/posting.ts'
import { channelOfMember, messageIn } from '../channel-access.ts'
import type { MethodCall, WebApiMethod } from '../method.ts'
import { Refusal } from '../refusal.ts'

/** What hangs on messages and channels: pins, bookmarks, reactions. */

const pin: WebApiMethod = {
  name: 'pins.add',
  tier: 2,
  scopes: ['pins:write'],
  run(call) {
    const channel = channelOfMember(call)
    const { ts } = messageIn(channel, call.args.required('timestamp'))
    if (channel.archived) throw new Refusal('is_archived')
    if (channel.pins.has(ts)) throw new Refusal('already_pinned')
    channel.pins.add(ts)
    call.state.changes.notify()
    return {}
  },
}

const unpin: WebApiMethod = {
  name: 'pins.remove',
  tier: 2,
  scopes: ['pins:write'],
  run(call) {
    const channel = channelOfMember(call)
    if (!channel.pins.delete(call.args.required('timestamp'))) throw new Refusal('no_pin')
    call.state.changes.notify()
    return {}
  },
}

const bookmark: WebApiMethod = {
  name: 'bookmarks.add',
  tier: 2,
  scopes: ['bookmarks:write'],
  run(call) {
    const channel = channelOfMember(call, 'channel_id')
    const title = call.args.required('title')
    const bookmark = {
      id: call.state.mint('Bk'),
      title,
      type: call.args.required('type'),
      link: call.args.text('link'),
    }
    channel.bookmarks.push(bookmark)
    return { bookmark }
  },
}

const react: WebApiMethod = {
  name: 'reactions.add',
  tier: 3,
  scopes: ['reactions:write'],
  run(call) {
    const { message, name, others, users } = reactionOf(call)
    const { botUser } = call.state.app
    if (users.includes(botUser)) throw new Refusal('already_reacted')
    changeMessage(call.state, message, { reactions: [...others, { name, users: [...users, botUser] }] })
    return {}
  },
}

const unreact: WebApiMethod = {
  name: 'reactions.remove',
  tier: 2,
  scopes: ['reactions:write'],
  run(call) {
    const { message, name, others, users } = reactionOf(call)
    const { botUser } = call.state.app
    if (!users.includes(botUser)) throw new Refusal('no_reaction')
    const left = users.filter((user) => user !== botUser)
    changeMessage(call.state, message, { reactions: left.length > 0 ? [...others, { name, users: left }] : others })
    return {}
  },
}

function reactionOf(call: MethodCall) {
  const channel = channelOfMember(call)
  const message = messageIn(channel, call.args.required('timestamp'))
  const name = call.args.required('name')
  if (!/^[a-z0-9_+'-]+$/.test(name)) throw new Refusal('invalid_name')
  const others: readonly Reaction[] = message.reactions.filter((reaction) => reaction.name !== name)
  const users = message.reactions.find((reaction) => reaction.name === name)?.users ?? []
  return { message, name, others, users }
}

/** The status under a thread ("is thinking…"); it shows nothing lasting, so it is only checked. */
function assistant(name: string, argument: string): WebApiMethod {
  return {
    name: `assistant.threads.${name}`,
    tier: 'special',
    scopes: name === 'setStatus' ? ['chat:write', 'assistant:write'] : ['assistant:write'],
    run(call) {
      const channel = channelOfMember(call, 'channel_id')
      messageIn(channel, call.args.required('thread_ts'))
      if (call.args.all[argument] === undefined) throw new Refusal('invalid_arguments')
      const loading = call.args.json('loading_messages', 'invalid_arguments')
      if (Array.isArray(loading) && loading.length > 10) throw new Refusal('invalid_arguments')
      return {}
    },
  }
}

const pinned: WebApiMethod = {
  name: 'pins.list',
  tier: 2,
  scopes: ['pins:read'],
  run(call) {
    const channel = channelOfMember(call)
    return { items: [...channel.pins].map((ts) => ({ type: 'message', channel: channel.id, message: { ts } })) }
  },
}

export const markMethods: readonly WebApiMethod[] = [
  pin,
  unpin,
  pinned,
  bookmark,
  react,
  unreact,
  assistant('setStatus', 'status'),
  assistant('setTitle', 'title'),
  assistant('setSuggestedPrompts', 'prompts'),
]
