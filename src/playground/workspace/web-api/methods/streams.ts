import { isFields, listField, textField } from '../../fields.ts'
import { changeMessage, postMessage } from '../../state/posting.ts'
import { channelToPost, threadParent } from '../channel-access.ts'
import { readContent } from '../message-content.ts'
import type { MethodCall, WebApiMethod } from '../method.ts'
import { Refusal } from '../refusal.ts'
import { ownMessage } from './chat.ts'

/** Streamed messages: https://docs.slack.dev/reference/methods/chat.startStream */

const scopes = ['chat:write']

const start: WebApiMethod = {
  name: 'chat.startStream',
  tier: 2,
  scopes,
  run(call) {
    const { args, state } = call
    const channel = channelToPost(call)
    args.required('thread_ts')
    const parent = threadParent(call, channel)
    if (channel.kind !== 'im') {
      args.required('recipient_user_id')
      args.required('recipient_team_id')
    }
    const { botUser, botId } = state.app
    const text = streamedText(call)
    const message = postMessage(state, channel, { user: botUser, botId, text, threadTs: parent?.ts, streaming: true })
    return { channel: channel.id, ts: message.ts }
  },
}

const append: WebApiMethod = {
  name: 'chat.appendStream',
  tier: 4,
  scopes,
  run(call) {
    const message = streamingMessage(call)
    changeMessage(call.state, message, { text: message.text + streamedText(call) })
    return { channel: message.channel, ts: message.ts }
  },
}

const stop: WebApiMethod = {
  name: 'chat.stopStream',
  tier: 2,
  scopes,
  run(call) {
    const message = streamingMessage(call)
    const blocks = call.args.text('blocks') ? readContent(call.args, call.state, 'post').blocks : undefined
    const text = message.text + streamedText(call)
    changeMessage(call.state, message, { text, blocks: blocks ?? [], streaming: false })
    return { channel: message.channel, ts: message.ts }
  },
}

function streamingMessage(call: MethodCall) {
  const message = ownMessage(call, 'message_not_owned_by_app')
  if (!message.streaming) throw new Refusal('message_not_in_streaming_state')
  return message
}

/** `markdown_text`, or what the chunks say in words. */
function streamedText({ args }: MethodCall): string {
  const plain = args.text('markdown_text') ?? ''
  if (plain.length > 12_000) throw new Refusal('msg_too_long')
  const chunks = args.json('chunks', 'invalid_chunks')
  if (chunks === undefined) return plain
  return listField({ chunks }, 'chunks')
    .filter(isFields)
    .map((chunk) => textField(chunk, 'text') ?? textField(chunk, 'title') ?? '')
    .join('\n')
}

export const streamMethods: readonly WebApiMethod[] = [start, append, stop]
