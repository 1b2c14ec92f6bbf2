import type { EphemeralMessage, Message } from '../../state/message.ts'
import { messageObject } from '../../state/message.ts'
import { changeMessage, deleteMessage, postMessage } from '../../state/posting.ts'
import { channelToPost, messageIn, threadParent, visibleChannel } from '../channel-access.ts'
import { type Content, readContent } from '../message-content.ts'
import type { MethodCall, WebApiMethod } from '../method.ts'
import { Refusal } from '../refusal.ts'

const scopes = ['chat:write']

const post: WebApiMethod = {
  name: 'chat.postMessage',
  tier: 'post',
  scopes,
  run(call) {
    const { args, state } = call
    const channel = channelToPost(call)
    const parent = threadParent(call, channel)
    const content = readContent(args, state, 'post')
    if (content.truncated) call.warn('message_truncated')
    const message = postMessage(state, channel, {
      user: state.app.botUser,
      botId: state.app.botId,
      text: content.text ?? '',
      blocks: content.blocks ?? [],
      metadata: content.metadata,
      threadTs: parent?.ts,
      broadcast: args.flag('reply_broadcast'),
    })
    return answer(message)
  },
}

const update: WebApiMethod = {
  name: 'chat.update',
  tier: 3,
  scopes,
  run(call) {
    const message = ownMessage(call, 'cant_update_message')
    const content = readContent(call.args, call.state, 'update')
    if (message.streaming) throw new Refusal('streaming_state_conflict')
    return answer(changeMessage(call.state, message, { ...replacement(message, content), edits: message.edits + 1 }))
  },
}

/** chat.update replaces: text without blocks drops the blocks; metadata stays unless it is sent. */
function replacement(message: Message, { text, blocks, metadata }: Content): Partial<Message> {
  const kept = text === undefined ? message.blocks : []
  const cleared = metadata && Object.keys(metadata).length === 0
  return {
    text: text ?? message.text,
    blocks: blocks ?? kept,
    metadata: cleared ? undefined : (metadata ?? message.metadata),
  }
}

const remove: WebApiMethod = {
  name: 'chat.delete',
  tier: 3,
  scopes,
  run(call) {
    const message = ownMessage(call, 'cant_delete_message')
    deleteMessage(call.state, message)
    return { channel: message.channel, ts: message.ts }
  },
}

const postEphemeral: WebApiMethod = {
  name: 'chat.postEphemeral',
  tier: 4,
  scopes,
  run(call) {
    const { args, state } = call
    const channel = channelToPost(call)
    const to = args.required('user')
    if (!channel.members.has(to)) throw new Refusal('user_not_in_channel')
    const parent = threadParent(call, channel)
    const content = readContent(args, state, 'ephemeral')
    const message: EphemeralMessage = {
      channel: channel.id,
      ts: state.nextTs(),
      to,
      from: 'app',
      text: content.text ?? '',
      blocks: content.blocks ?? [],
      threadTs: parent?.ts,
    }
    state.ephemerals.push(message)
    return { message_ts: message.ts }
  },
}

const getPermalink: WebApiMethod = {
  name: 'chat.getPermalink',
  tier: 'special',
  run(call) {
    const channel = visibleChannel(call)
    const { ts, threadTs } = messageIn(channel, call.args.required('message_ts'))
    const thread = threadTs ? `?thread_ts=${threadTs}&cid=${channel.id}` : ''
    const permalink = `https://${call.state.team.domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}${thread}`
    return { channel: channel.id, permalink }
  },
}

/** The message of `channel` and `ts`, if the app itself posted it. */
export function ownMessage(call: MethodCall, otherwise: string): Message {
  const channel = visibleChannel(call)
  const message = messageIn(channel, call.args.required('ts'))
  if (channel.archived) throw new Refusal('is_inactive')
  if (message.user !== call.state.app.botUser) throw new Refusal(otherwise)
  return message
}

function answer(message: Message) {
  const { channel, ts, text } = message
  return { channel, ts, text, message: messageObject(message, { withMetadata: true, replies: [] }) }
}

export const chatMethods: readonly WebApiMethod[] = [post, update, remove, postEphemeral, getPermalink]
