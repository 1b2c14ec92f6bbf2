import type { WorkspaceState } from '../state/workspace-state.ts'

/** A few emoji that an operations bot uses; others stay as `:name:`. */
const emoji: Readonly<Record<string, string>> = {
  red_circle: '🔴',
  large_red_circle: '🔴',
  large_yellow_circle: '🟡',
  large_orange_circle: '🟠',
  large_green_circle: '🟢',
  white_circle: '⚪',
  warning: '⚠',
  white_check_mark: '✅',
  x: '❌',
  no_entry: '⛔',
  question: '❓',
  grey_question: '❔',
  hourglass: '⌛',
  hourglass_flowing_sand: '⏳',
  mag: '🔍',
  rotating_light: '🚨',
  information_source: 'ℹ',
  stethoscope: '🩺',
  bulb: '💡',
  eyes: '👀',
}

/** Slack's mrkdwn as a person reads it: mentions and links by name, emphasis gone, entities decoded, code kept as it is. */
export function readMrkdwn(state: WorkspaceState, mrkdwn: string): string {
  const parts = mrkdwn.split(/(```[\s\S]*?```|`[^`\n]+`)/)
  return parts.map((part, index) => (index % 2 === 1 ? readCode(part) : readProse(state, part))).join('')
}

/** Emoji names become emoji, in plain_text too. */
export function readEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => emoji[name] ?? whole)
}

function readCode(code: string): string {
  return decode(code.startsWith('```') ? code.slice(3, -3).replace(/^\n|\n$/g, '') : code)
}

function readProse(state: WorkspaceState, text: string): string {
  const linked = text.replace(/<([^<>\n]+)>/g, (_, link: string) => readLink(state, link))
  const plain = linked.replace(/(^|[^\w*_~])([*_~])(\S(?:[^\n]*?\S)?)\2(?![\w*_~])/g, '$1$3')
  return decode(readEmoji(plain))
}

function readLink(state: WorkspaceState, link: string): string {
  const [target = '', label] = link.split('|')
  if (target.startsWith('@')) return `@${state.people.get(target.slice(1))?.name ?? label ?? target.slice(1)}`
  if (target.startsWith('#')) return `#${state.channels.get(target.slice(1))?.name ?? label ?? target.slice(1)}`
  if (target.startsWith('!subteam^')) return `@${state.groups.get(target.slice(9))?.handle ?? label ?? 'group'}`
  if (target.startsWith('!date^')) return label ?? ''
  if (target.startsWith('!')) return `@${target.slice(1)}`
  return label ? `${label} (${target})` : target
}

function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
