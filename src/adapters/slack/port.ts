import type { ChatPostMessageArguments, WebClient } from '@slack/web-api'
import type { MessageContent } from '../../delivery/message.ts'
import type { SlackPort, SlackResult } from '../../delivery/slack-port.ts'
import { failureOf } from './failure.ts'
import { findOwn } from './find-own.ts'
import { type UploadedFile, uploadFile } from './upload.ts'

/** Marks messages as ours; `findPosted` looks for it. Every app of the workspace can read it: the key is no secret. */
export const metadataType = 'kubemedic_message'

/** The sender's part of Slack over the Web API. The client must not retry: that is for the sender to decide. */
export function createSlackPort(client: WebClient, now: () => number): SlackPort {
  return {
    post: (channel, threadTs, content, key) =>
      attempt(content, async (blocks) => {
        const args = { channel, thread_ts: threadTs, text: content.text, ...shown(blocks), ...quiet, ...mark(key) }
        // The SDK's type wants text, blocks or attachments in ways that optional fields cannot show.
        return tsOf(await client.chat.postMessage(args as ChatPostMessageArguments))
      }),
    update: (channel, ts, content, key) =>
      attempt(content, async (blocks) =>
        tsOf(await client.chat.update({ channel, ts, text: content.text, ...shown(blocks), ...mark(key) })),
      ),
    upload: (channel, threadTs, file: UploadedFile) => uploadFile(client, { channel, threadTs, file, now }),
    findPosted: (channel, threadTs, key) => result(() => findOwn(client, { channel, threadTs, key, now })),
    remove: (channel, ts) =>
      result(async () => {
        await client.chat.delete({ channel, ts })
        return undefined
      }),
  }
}

const quiet = { unfurl_links: false, unfurl_media: false }

function mark(key: string) {
  return { metadata: { event_type: metadataType, event_payload: { key } } }
}

type Blocks = MessageContent['blocks']

/** An edit that sends no blocks but text loses those it had, which is what a text of our own wants. */
function shown(blocks: Blocks): { blocks?: NonNullable<Blocks>[number][] } {
  return blocks && blocks.length > 0 ? { blocks: [...blocks] } : {}
}

function tsOf({ ts }: { ts?: string | undefined }): { ts: string } {
  if (ts === undefined) throw new Error('Slack answered without a ts')
  return { ts }
}

/** Newer blocks are rolled out in phases: where Slack does not know them, older ones go, and at last the text alone. */
async function attempt<T>(content: MessageContent, call: (blocks: Blocks) => Promise<T>): Promise<SlackResult<T>> {
  const first = await result(() => call(content.blocks))
  if (!isContentRefused(first) || !content.blocks) return first
  const second = content.fallbackBlocks ? await result(() => call(content.fallbackBlocks)) : first
  return isContentRefused(second) ? result(() => call(undefined)) : second
}

function isContentRefused(outcome: SlackResult<unknown>): boolean {
  return outcome.status === 'refused' && outcome.refusal === 'invalid-content'
}

async function result<T>(call: () => Promise<T>): Promise<SlackResult<T>> {
  try {
    return { status: 'ok', value: await call() }
  } catch (error) {
    return failureOf(error)
  }
}
