import type { Fields } from '../fields.ts'

export interface Reaction {
  readonly name: string
  readonly users: readonly string[]
}

export interface SharedFile {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly content: string
}

/** A message as the workspace keeps it. Values are replaced, never changed, so a reader may keep one. */
export interface Message {
  readonly channel: string
  /** Slack's message id within the channel: "seconds.microseconds". */
  readonly ts: string
  /** User id of the author. */
  readonly user: string
  /** Set on messages of apps. */
  readonly botId?: string
  readonly text: string
  readonly blocks: readonly Fields[]
  readonly metadata?: Fields
  /** The parent's ts, on replies and (once there are replies) nowhere else. */
  readonly threadTs?: string
  /** A reply that is also shown in the channel. */
  readonly broadcast: boolean
  readonly files: readonly SharedFile[]
  readonly reactions: readonly Reaction[]
  /** How often chat.update changed it. */
  readonly edits: number
  /** Gone, but replies still hang under its tombstone. */
  readonly tombstone: boolean
  /** While a stream is open, chat.update is refused. */
  readonly streaming: boolean
}

/** A message that only one person sees, until they reload. It has no place in the history. */
export interface EphemeralMessage {
  readonly channel: string
  readonly ts: string
  /** Who sees it. */
  readonly to: string
  /** `app`, or `slack` for Slack's own error lines ("/k8s failed with the error …"). */
  readonly from: 'app' | 'slack'
  readonly text: string
  readonly blocks: readonly Fields[]
  readonly threadTs?: string
}

/** The message object of conversations.history and of events. */
export function messageObject(
  message: Message,
  options: { withMetadata: boolean; replies: readonly Message[] },
): Fields {
  const { replies } = options
  const thread = message.threadTs ?? (replies.length > 0 ? message.ts : undefined)
  return {
    type: 'message',
    ...(message.tombstone ? { subtype: 'tombstone' } : {}),
    user: message.user,
    ts: message.ts,
    text: message.text,
    ...(message.botId ? { bot_id: message.botId } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(thread ? { thread_ts: thread } : {}),
    ...(replies.length > 0 ? { reply_count: replies.length, latest_reply: replies.at(-1)?.ts } : {}),
    ...(message.edits > 0 ? { edited: { user: message.user, ts: message.ts } } : {}),
    ...(message.files.length > 0 ? { files: message.files.map(fileObject) } : {}),
    ...(message.reactions.length > 0 ? { reactions: message.reactions } : {}),
    ...(options.withMetadata && message.metadata ? { metadata: message.metadata } : {}),
  }
}

/** The file object, as far as it is used. */
export function fileObject(file: SharedFile): Fields {
  return { id: file.id, name: file.name, title: file.title, size: Buffer.byteLength(file.content), mode: 'snippet' }
}
