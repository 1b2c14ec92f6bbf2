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
  const post = () =>
    fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
  const first = await post()
  await first.arrayBuffer()
  if (first.ok) return true
  // 404 is a URL that is used up; anything above may pass.
  const second = first.status === 429 || first.status >= 500 ? await post() : first
  if (second !== first) await second.arrayBuffer()
  if (!second.ok) throw new Error(`response_url answered HTTP ${second.status}`)
  return true
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
