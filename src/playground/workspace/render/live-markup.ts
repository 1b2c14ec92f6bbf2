import { type Fields, isFields, textField } from '../fields.ts'
import type { EphemeralMessage, Message } from '../state/message.ts'

/** Elements of rich text that do something, rather than only show text. */
const live = ['link', 'user', 'usergroup', 'channel', 'broadcast', 'team']

/**
 * Everything in a message that Slack turns into a mention or a link, in order: `<!channel>`, `<@U…>`, `<https://…|text>`,
 * and their rich_text forms as `user:U…`. Text from outside that is escaped as it should be adds nothing here.
 */
export function liveMarkup({ text, blocks }: Message | EphemeralMessage): readonly string[] {
  return [...inMrkdwn(text), ...blocks.flatMap(inBlock)]
}

function inMrkdwn(text: string): readonly string[] {
  return [...text.matchAll(/<[^<>\n]+>/g)].map(([markup]) => markup)
}

function inBlock(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(inBlock)
  if (!isFields(value)) return []
  const type = textField(value, 'type') ?? ''
  if (type === 'mrkdwn') return inMrkdwn(textField(value, 'text') ?? '')
  return live.includes(type) ? [`${type}:${target(value)}`] : Object.values(value).flatMap(inBlock)
}

function target(element: Fields): string {
  const keys = ['url', 'user_id', 'usergroup_id', 'channel_id', 'range', 'team_id']
  return keys.map((key) => textField(element, key) ?? '').join('')
}
