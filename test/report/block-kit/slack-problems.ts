import { summedText } from '../../../src/playground/workspace/block-kit/text-length.ts'
import { checkMessageBlocks, formatProblem } from '../../../src/playground/workspace/block-kit/validate.ts'
import type { SlackMessage } from '../../../src/report/block-kit/message.ts'

/** What Slack would refuse of a message: its blocks, its fallback (where rich text is unknown), or its `text`. */
export function slackProblems({ text, blocks, fallbackBlocks }: SlackMessage): readonly string[] {
  const found = [
    ...checkMessageBlocks(blocks, new Set()).map(formatProblem),
    ...checkMessageBlocks(fallbackBlocks, new Set(['rich_text'])).map(
      (problem) => `fallback: ${formatProblem(problem)}`,
    ),
  ]
  for (const some of [blocks, fallbackBlocks]) if (summedText(some) > 10_000) found.push('msg_blocks_too_long')
  if (text.length === 0) found.push('no_text')
  if (text.length > 4_000) found.push('msg_too_long')
  return found
}

/** Every mrkdwn string of a message: the only places where markup means anything. */
export function mrkdwnOf(message: SlackMessage): readonly string[] {
  return [message.text, ...mrkdwnIn(message.blocks), ...mrkdwnIn(message.fallbackBlocks)]
}

function mrkdwnIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  if ('type' in value && value.type === 'mrkdwn' && 'text' in value) return [String(value.text)]
  return Object.values(value).flatMap(mrkdwnIn)
}
