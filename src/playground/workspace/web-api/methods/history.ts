import type { Fields } from '../../fields.ts'
import { type Channel, repliesTo } from '../../state/channel.ts'
import { type Message, messageObject } from '../../state/message.ts'
import type { Arguments } from '../arguments.ts'
import { channelOfMember, requireChannelScope } from '../channel-access.ts'
import type { MethodCall, WebApiMethod } from '../method.ts'
import { type Page, pageOf } from '../page.ts'
import { Refusal } from '../refusal.ts'

const history: WebApiMethod = {
  name: 'conversations.history',
  tier: 3,
  run(call) {
    const channel = readableChannel(call)
    const shown = [...channel.messages.values()].filter((message) => !message.threadTs || message.broadcast)
    const page = pageOf(within(shown, call.args).reverse(), call.args, { fallback: 100, max: 999 })
    return { ...answer(channel, page, call.args), pin_count: channel.pins.size }
  },
}

/** The parent comes first, then the replies, oldest first; the ts of a reply stands for its thread. */
const replies: WebApiMethod = {
  name: 'conversations.replies',
  tier: 3,
  run(call) {
    const channel = readableChannel(call)
    const asked = channel.messages.get(call.args.required('ts'))
    if (!asked) throw new Refusal('thread_not_found')
    const parent = asked.threadTs ? channel.messages.get(asked.threadTs) : asked
    if (!parent) throw new Refusal('thread_not_found')
    const thread = [parent, ...within(repliesTo(channel, parent.ts), call.args)]
    return answer(channel, pageOf(thread, call.args, { fallback: 1_000, max: 1_000 }), call.args)
  },
}

function readableChannel(call: MethodCall): Channel {
  const channel = channelOfMember(call)
  requireChannelScope(call.state, channel, 'history')
  return channel
}

/** ts values have the same number of digits, so they compare as strings. */
function within(messages: readonly Message[], args: Arguments): Message[] {
  const oldest = args.text('oldest') ?? '0'
  const latest = args.text('latest') ?? '9'
  const inclusive = args.flag('inclusive')
  return messages.filter(({ ts }) => {
    if (inclusive && (ts === oldest || ts === latest)) return true
    return ts > oldest && ts < latest
  })
}

function answer(channel: Channel, page: Page<Message>, args: Arguments): Fields {
  const withMetadata = args.flag('include_all_metadata')
  const messages = page.items.map((message) =>
    messageObject(message, { withMetadata, replies: repliesTo(channel, message.ts) }),
  )
  return { messages, has_more: page.hasMore, response_metadata: { next_cursor: page.nextCursor } }
}

export const historyMethods: readonly WebApiMethod[] = [history, replies]
