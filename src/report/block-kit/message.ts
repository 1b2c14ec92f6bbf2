import type { KnownBlock } from '@slack/types'

/** A message as Slack takes it: plain JSON, within Slack's limits. */
export interface SlackMessage {
  /** What the notification shows and a screen reader says: mrkdwn, escaped, at most 4,000 characters. */
  readonly text: string
  readonly blocks: readonly KnownBlock[]
  /** The same in blocks that every Slack client knows, for an `invalid_blocks` answer. */
  readonly fallbackBlocks: readonly KnownBlock[]
}
