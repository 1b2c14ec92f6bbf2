import type { IntakePorts } from '../ask.ts'

/** Words for us: a mention, or a direct message. */
export interface HeardMessage {
  readonly user: string
  readonly channel: string
  readonly ts: string
  /** Where the answer goes: under the mention, or in the thread where it stands. Direct messages begin no thread. */
  readonly threadTs?: string
  /** The thread where it was written. */
  readonly askedInThread?: string
  /** Without the mention. */
  readonly text: string
}

/** Reads an `app_mention` or `message` event. Undefined for what is not for us: edits, joins, talk without a user. */
export function heardMessage(event: object, { about, commands }: IntakePorts): HeardMessage | undefined {
  const { type, subtype, user, channel, ts, text, thread_ts: thread, channel_type: kind } = fieldsOf(event)
  if (subtype !== '' || user === '' || channel === '' || ts === '') return undefined
  const mention = `<@${about.botUser}>`
  const words = text.replaceAll(mention, ' ').trim()
  if (type === 'app_mention') return { user, channel, ts, threadTs: thread || ts, ...askedIn(thread), text: words }
  if (kind !== 'im') return undefined
  // "Thanks!" under a diagnosis is no command.
  const first = words.split(/\s/)[0]?.toLowerCase()
  if (thread !== '' && !text.includes(mention) && !commands.some(({ name }) => name === first)) return undefined
  return { user, channel, ts, ...(thread ? { threadTs: thread } : {}), ...askedIn(thread), text: words }
}

function askedIn(thread: string) {
  return thread ? { askedInThread: thread } : {}
}

type Name = 'type' | 'subtype' | 'user' | 'channel' | 'ts' | 'text' | 'thread_ts' | 'channel_type'

/** Fields that are missing or no texts are empty. */
function fieldsOf(event: object): Readonly<Record<Name, string>> {
  const all = new Map(Object.entries(event))
  const text = (name: Name) => {
    const value: unknown = all.get(name)
    return typeof value === 'string' ? value : ''
  }
  return {
    type: text('type'),
    subtype: text('subtype'),
    user: text('user'),
    channel: text('channel'),
    ts: text('ts'),
    text: text('text'),
    thread_ts: text('thread_ts'),
    channel_type: text('channel_type'),
  }
}
