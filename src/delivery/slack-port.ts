import type { DeliveryRefusal, MessageContent } from './message.ts'

/** How a call to Slack ended, in the words the sender decides by. */
export type SlackResult<T> =
  | { readonly status: 'ok'; readonly value: T }
  | { readonly status: 'limited'; readonly retryAfterMs: number }
  /** It surely did not happen; may be tried again. */
  | { readonly status: 'failed'; readonly message: string }
  /** It may have happened (timeout, connection lost): look before posting again. */
  | { readonly status: 'unclear'; readonly message: string }
  | { readonly status: 'refused'; readonly refusal: DeliveryRefusal; readonly message: string }

/** The part of Slack that the sender needs; `adapters/slack` implements it. */
export interface SlackPort {
  /** Posts with our metadata (`key`), so that `findPosted` can recognise it. */
  post(
    channel: string,
    threadTs: string | undefined,
    content: MessageContent,
    key: string,
  ): Promise<SlackResult<{ ts: string }>>
  update(channel: string, ts: string, content: MessageContent, key: string): Promise<SlackResult<{ ts: string }>>
  upload(
    channel: string,
    threadTs: string | undefined,
    file: { name: string; title: string; text: string; comment: string },
  ): Promise<SlackResult<{ ts: string | undefined }>>
  /** Looks for our own message by its metadata in the channel's recent history or the thread. */
  findPosted(channel: string, threadTs: string | undefined, key: string): Promise<SlackResult<readonly string[]>>
  remove(channel: string, ts: string): Promise<SlackResult<undefined>>
}
