import type { KnownBlock } from '@slack/types'
import type { SlackMessage } from './message.ts'
import { mrkdwnLines, withoutRichText } from './mrkdwn.ts'

/** Slack takes 50 blocks; a few stay free for what is added. */
const mostBlocks = 45

/**
 * All text of a message together. Slack's limit is not documented: 11,341 characters were once refused
 * (https://github.com/slackapi/bolt-js/issues/2867). A long answer on a phone is no answer anyway.
 */
const mostText = 8_000

/** chat.update refuses a `text` of more than 4,000. */
const longestText = 3_500

const rest = 'The rest is in *Evidence*.'

/** A message of these blocks, as many as Slack takes. Its `text` says the same in mrkdwn, without small print. */
export function fitMessage(blocks: readonly KnownBlock[]): SlackMessage {
  const fitting = fitBlocks(blocks)
  return { text: fitLines(linesOf(fitting)), blocks: fitting, fallbackBlocks: fitBlocks(withoutRichText(fitting)) }
}

function linesOf(blocks: readonly KnownBlock[]): readonly string[] {
  return blocks.flatMap((block) => (block.type === 'rich_text' ? mrkdwnLines(block) : []))
}

function fitBlocks(blocks: readonly KnownBlock[]): readonly KnownBlock[] {
  let room = mostText
  const fits = blocks.findIndex((block, index) => {
    room -= textLength(block)
    return room < 0 || index === mostBlocks
  })
  if (fits < 0) return blocks
  return [...blocks.slice(0, fits), { type: 'context', elements: [{ type: 'mrkdwn', text: rest }] }]
}

function fitLines(lines: readonly string[]): string {
  let room = longestText
  const fits = lines.findIndex((line) => {
    room -= line.length + 1
    return room < 0
  })
  return (fits < 0 ? lines : [...lines.slice(0, fits), rest]).join('\n')
}

/** Everything that people read in a block, at any depth. */
function textLength(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce((sum, [key, inner]) => {
    return sum + (key === 'text' && typeof inner === 'string' ? inner.length : textLength(inner))
  }, 0)
}
