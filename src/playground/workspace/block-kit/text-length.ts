import { isFields } from '../fields.ts'

/** Keys under which people read text; ids, values and links are not counted. */
const readable = ['text', 'alt_text', 'title', 'caption']

/**
 * All text of some blocks, summed. Slack refuses too much of it with `msg_blocks_too_long`; where the line is, is not
 * documented: 13,297 characters were seen to fail, 11,341 too (https://github.com/slackapi/bolt-js/issues/2509, 2867).
 */
export function summedText(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + summedText(item), 0)
  if (!isFields(value)) return 0
  return Object.entries(value).reduce((sum, [key, inner]) => {
    if (typeof inner === 'string') return sum + (readable.includes(key) ? inner.length : 0)
    return sum + summedText(inner)
  }, 0)
}

/** The text in all markdown blocks of a message, which share one limit. */
export function markdownText(blocks: readonly unknown[]): number {
  return summedText(blocks.filter((block) => isFields(block) && block['type'] === 'markdown'))
}
