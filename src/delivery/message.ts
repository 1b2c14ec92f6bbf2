import type { KnownBlock } from '@slack/types'
import type { Conversation } from '../queue/job.ts'

/** What a message should show. `text` is always there: it is the notification and what a screen reader says. */
export interface MessageContent {
  readonly text: string
  readonly blocks?: readonly KnownBlock[]
  /** Blocks that every Slack client knows, used when Slack answers `invalid_blocks` to the newer ones. */
  readonly fallbackBlocks?: readonly KnownBlock[]
}

/** A file in a conversation: long output never fills a channel. */
export interface FileContent {
  readonly file: { readonly name: string; readonly title: string; readonly text: string; readonly comment: string }
}

/**
 * A message as it should be. The same key with a higher version is an edit; a lower version than the newest known is
 * ignored, so writers need not agree on order.
 */
export interface DesiredMessage {
  readonly key: string
  readonly conversation: Conversation
  readonly version: number
  readonly content: MessageContent | FileContent
  /** New answers outrank edits, final edits outrank progress. */
  readonly priority: 'answer' | 'final' | 'progress'
}

/** What became of a message. */
export interface Delivered {
  readonly key: string
  readonly version: number
  /** Slack's message id, once posted. */
  readonly ts?: string
  /** The last post may or may not have landed: look for it before posting again. */
  readonly unclear?: boolean
  /** Set when Slack refused for good; nothing more is tried for this key. */
  readonly refused?: DeliveryRefusal
}

/** Final refusals, as people need to know them. */
export type DeliveryRefusal =
  | 'not-in-channel'
  | 'channel-gone'
  | 'archived'
  | 'message-gone'
  | 'token-revoked'
  | 'forbidden'
  | 'invalid-content'
