import type { ChatPostEphemeralArguments, ChatPostMessageArguments, WebClient } from '@slack/web-api'
import type { MessageContent } from '../../delivery/message.ts'
import type { Whisper, WhisperTarget } from '../../intake/make-ask.ts'
import type { Log } from '../../log.ts'

const timeoutMs = 4_000

/**
 * The response_url first, then an ephemeral message, at last a direct one. An answer that got lost may so come twice, which
 * is better than never. The client is not the sender's: a storm of posts must not hold this up.
 */
export function createWhisper(client: WebClient, log: Log): Whisper {
  return async (target, content) => {
    for (const way of [overResponseUrl, ephemerally, directly]) {
      try {
        if (await way(client, target, content)) return
      } catch (error) {
        log.info('An ephemeral answer needs another way', { way: way.name, error })
      }
    }
    log.warn('An ephemeral answer reached nobody', { user: target.user, channel: target.channel, text: content.text })
  }
}

async function overResponseUrl(_client: WebClient, target: WhisperTarget, content: MessageContent): Promise<boolean> {
  const { responseUrl, threadTs } = target
  if (!responseUrl) return false
  const body = JSON.stringify({ ...messageOf(content), replace_original: false, thread_ts: threadTs })
  const first = await postJson(responseUrl, body)
  // 404 is a URL that is used up; anything above may pass.
  const last = first.mayPass ? await postJson(responseUrl, body) : first
  if (last.problem) throw new Error(`response_url answered ${last.problem}`)
  return true
}

/** `mayPass`: another try may help. */
interface PostOutcome {
  readonly problem?: string
  readonly mayPass: boolean
}

async function postJson(url: string, body: string): Promise<PostOutcome> {
  const headers = { 'content-type': 'application/json' }
  const signal = AbortSignal.timeout(timeoutMs)
  const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal })
  const text = await answer.text()
  // Success is the text "ok"; an error may come as JSON with status 200.
  const refused = /"ok":\s*false/.test(text)
  if (answer.ok && !refused) return { mayPass: false }
  return {
    problem: `HTTP ${answer.status} ${text.slice(0, 200)}`,
    mayPass: answer.status === 429 || answer.status >= 500,
  }
}

async function ephemerally(client: WebClient, target: WhisperTarget, content: MessageContent): Promise<boolean> {
  const { user, channel, threadTs } = target
  const args = { user, channel, ...messageOf(content), ...(threadTs ? { thread_ts: threadTs } : {}) }
  // The SDK's type wants text, blocks or attachments in ways that optional fields cannot show.
  await client.chat.postEphemeral(args as ChatPostEphemeralArguments)
  return true
}

async function directly(client: WebClient, { user }: WhisperTarget, content: MessageContent): Promise<boolean> {
  await client.chat.postMessage({ channel: user, ...messageOf(content) } as ChatPostMessageArguments)
  return true
}

function messageOf({ text, blocks }: MessageContent) {
  return { text, ...(blocks && blocks.length > 0 ? { blocks: [...blocks] } : {}) }
}
