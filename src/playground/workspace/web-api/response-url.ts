import { type Fields, textField } from '../fields.ts'
import { openDirect } from '../state/direct-messages.ts'
import { changeMessage, deleteMessage, postMessage } from '../state/posting.ts'
import type { ResponseOrigin } from '../state/response-urls.ts'
import type { WorkspaceState } from '../state/workspace-state.ts'
import { type Answer, jsonAnswer, textAnswer } from './answer.ts'
import { createArguments } from './arguments.ts'
import { readContent } from './message-content.ts'
import { Refusal } from './refusal.ts'

/** Answers a POST to a response_url. It carries no ts back, needs no scope, and works where the bot is no member. */
export function respond(state: WorkspaceState, token: string, body: Fields | undefined): Answer {
  if (!body) return textAnswer('invalid_payload', 400)
  const origin = state.responseUrls.use(token)
  if (typeof origin === 'string') return jsonAnswer({ ok: false, error: origin }, { status: 404 })
  try {
    showResponse(state, origin, body)
    return textAnswer('ok')
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return jsonAnswer({ ok: false, error: error.error, ...error.details }, { status: 400 })
  }
}

/** Shows what a response_url or the ack of a slash command carries. Throws `Refusal`. */
export function showResponse(state: WorkspaceState, origin: ResponseOrigin, body: Fields): void {
  if (body['delete_original'] === true) deleteOriginal(state, origin)
  else showContent(state, origin, body)
  state.changes.notify()
}

function showContent(state: WorkspaceState, origin: ResponseOrigin, body: Fields): void {
  const { text = '', blocks = [] } = readContent(createArguments(body), state, 'response')
  const threadTs = textField(body, 'thread_ts') ?? origin.threadTs
  if (body['replace_original'] === true && origin.message) replaceOriginal(state, origin, text, blocks)
  else if (body['response_type'] === 'in_channel') {
    const { botUser, botId } = state.app
    postMessage(state, channelOf(state, origin), { user: botUser, botId, text, blocks, threadTs })
  } else {
    const { channel, user } = origin
    state.ephemerals.push({ channel, ts: state.nextTs(), to: user, from: 'app', text, blocks, threadTs })
  }
}

function replaceOriginal(
  state: WorkspaceState,
  { channel, message }: ResponseOrigin,
  text: string,
  blocks: readonly Fields[],
) {
  const index = ephemeralIndex(state, message?.ts)
  const old = state.ephemerals[index]
  if (old) state.ephemerals[index] = { ...old, text, blocks }
  const posted = state.channels.get(channel)?.messages.get(message?.ts ?? '')
  if (posted) changeMessage(state, posted, { text, blocks, edits: posted.edits + 1 })
  state.changes.notify()
}

function deleteOriginal(state: WorkspaceState, { channel, message }: ResponseOrigin): void {
  const index = ephemeralIndex(state, message?.ts)
  if (index >= 0) state.ephemerals.splice(index, 1)
  const posted = state.channels.get(channel)?.messages.get(message?.ts ?? '')
  if (posted) deleteMessage(state, posted)
  state.changes.notify()
}

function ephemeralIndex(state: WorkspaceState, ts: string | undefined): number {
  return state.ephemerals.findIndex((message) => message.ts === ts)
}

function channelOf(state: WorkspaceState, { channel, user }: ResponseOrigin) {
  return state.channels.get(channel) ?? openDirect(state, user)
}
