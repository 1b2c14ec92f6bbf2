import { type Fields, listField, textField } from '../fields.ts'
import type { WorkspaceState } from '../state/workspace-state.ts'
import { readEmoji } from './plain-text.ts'

/** A rich_text block as a person reads it. */
export function readRichText(state: WorkspaceState, block: Fields): string {
  return listField(block, 'elements')
    .map((part) => readPart(state, part))
    .join('\n')
}

function readPart(state: WorkspaceState, part: Fields): string {
  const elements = listField(part, 'elements')
  if (part['type'] === 'rich_text_list') {
    const mark = (index: number) => (part['style'] === 'ordered' ? `${index + 1}.` : '•')
    const indent = '  '.repeat(Number(part['indent'] ?? 0))
    return elements.map((item, index) => `${indent}${mark(index)} ${readPart(state, item)}`).join('\n')
  }
  const text = elements.map((element) => readInline(state, element)).join('')
  if (part['type'] === 'rich_text_preformatted') return text.replace(/^/gm, '    ')
  return part['type'] === 'rich_text_quote' ? text.replace(/^/gm, '> ') : text
}

function readInline(state: WorkspaceState, element: Fields): string {
  const field = (key: string) => textField(element, key) ?? ''
  switch (element['type']) {
    case 'link':
      return field('text') ? `${field('text')} (${field('url')})` : field('url')
    case 'user':
      return `@${state.people.get(field('user_id'))?.name ?? field('user_id')}`
    case 'channel':
      return `#${state.channels.get(field('channel_id'))?.name ?? field('channel_id')}`
    case 'usergroup':
      return `@${state.groups.get(field('usergroup_id'))?.handle ?? field('usergroup_id')}`
    case 'broadcast':
      return `@${field('range')}`
    case 'emoji':
      return readEmoji(`:${field('name')}:`)
    case 'date':
      return field('fallback')
    default:
      return field('text')
  }
}
