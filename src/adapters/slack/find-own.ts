import type { WebClient } from '@slack/web-api'
import { metadataType } from './port.ts'

/** Where and what to look for. */
export interface Wanted {
  readonly channel: string
  readonly threadTs: string | undefined
  readonly key: string
  readonly now: () => number
}

/** An unclear post is looked for within minutes; what is older cannot be it. */
const lookBackMs = 3_600_000
const page = { size: 200, most: 5 }

/** The ts of our messages with this key, oldest first, in the thread or else in the channel. Throws as the client does. */
export async function findOwn(client: WebClient, { channel, threadTs, key, now }: Wanted): Promise<readonly string[]> {
  const found: string[] = []
  for await (const message of recentMessages(client, { channel, threadTs, now })) {
    const { event_type: type, event_payload: payload } = message.metadata ?? {}
    if (type === metadataType && payload && 'key' in payload && payload.key === key && message.ts)
      found.push(message.ts)
  }
  return found.sort()
}

/** What stands in the channel (or thread) since an hour ago, with metadata. */
export async function* recentMessages(client: WebClient, where: Omit<Wanted, 'key'>) {
  const { channel, threadTs, now } = where
  const oldest = String(Math.floor((now() - lookBackMs) / 1000))
  let cursor: string | undefined
  for (let read = 0; read < page.most; read += 1) {
    const common = { channel, limit: page.size, oldest, include_all_metadata: true, ...(cursor ? { cursor } : {}) }
    const answer = threadTs
      ? await client.conversations.replies({ ...common, ts: threadTs })
      : await client.conversations.history(common)
    yield* answer.messages ?? []
    cursor = answer.response_metadata?.next_cursor
    if (!cursor) return
  }
}
