import { type Fields, isFields, listField, objectField, textField } from '../fields.ts'
import { labelOf } from '../people/find-element.ts'
import type { WorkspaceState } from '../state/workspace-state.ts'
import { readEmoji, readMrkdwn } from './plain-text.ts'
import { readRichText } from './rich-text.ts'
import { tableLines } from './table.ts'

/** The lines that a block shows. Blocks that show nothing to read give no line. */
export function blockLines(state: WorkspaceState, block: Fields): readonly string[] {
  const reader = readers[textField(block, 'type') ?? '']
  return reader ? reader(state, block).flatMap((line) => line.split('\n')) : []
}

type Reader = (state: WorkspaceState, block: Fields) => readonly string[]

const readers: Readonly<Record<string, Reader>> = {
  header: (state, block) => [textIn(state, block, 'text').toUpperCase()],
  section: sectionLines,
  context: (state, block) => [
    listField(block, 'elements')
      .map((element) => readElement(state, element))
      .join('  '),
  ],
  actions: (_, block) => [listField(block, 'elements').map(control).join(' ')],
  context_actions: (_, block) => [listField(block, 'elements').map(control).join(' ')],
  divider: () => ['────────'],
  image: (_, block) => [`(image: ${textField(block, 'alt_text')})`],
  markdown: (_, block) => [textField(block, 'text') ?? ''],
  rich_text: (state, block) => [readRichText(state, block)],
  table: (state, block) => tableLines(state, block),
  data_table: (state, block) => [textField(block, 'caption') ?? '', ...tableLines(state, block)],
  alert: (state, block) => [`! ${textIn(state, block, 'text')}`],
  card: cardLines,
  carousel: (state, block) => listField(block, 'elements').flatMap((card) => cardLines(state, card)),
  container: (state, block) => [
    textIn(state, block, 'title'),
    ...listField(block, 'child_blocks').flatMap((child) => blockLines(state, child)),
  ],
  task_card: (_, block) => [`${textField(block, 'title')} (${textField(block, 'status')})`],
  plan: (state, block) => [
    textField(block, 'title') ?? '',
    ...listField(block, 'tasks').flatMap((task) => blockLines(state, task)),
  ],
  input: (state, block) => [`${textIn(state, block, 'label')}: ${control(objectField(block, 'element') ?? {})}`],
}

function sectionLines(state: WorkspaceState, block: Fields): readonly string[] {
  const accessory = objectField(block, 'accessory')
  const fields = listField(block, 'fields').map((field) => readElement(state, field))
  const text = objectField(block, 'text') ? [textIn(state, block, 'text')] : []
  return [...text, ...fields, ...(accessory ? [control(accessory)] : [])]
}

function cardLines(state: WorkspaceState, card: Fields): readonly string[] {
  const texts = ['title', 'subtitle', 'body'].map((key) => textIn(state, card, key)).filter(Boolean)
  const buttons = listField(card, 'actions').map(control).join(' ')
  return buttons ? [...texts, buttons] : texts
}

function textIn(state: WorkspaceState, block: Fields, key: string): string {
  const text = objectField(block, key)
  return text ? readElement(state, text) : ''
}

/** A text object or image. */
function readElement(state: WorkspaceState, element: Fields): string {
  if (element['type'] === 'image') return `(image: ${textField(element, 'alt_text')})`
  const text = textField(element, 'text') ?? ''
  return element['type'] === 'mrkdwn' ? readMrkdwn(state, text) : readEmoji(text)
}

/** A button as `[ Run again ]`, a menu as `[ Choose a node ▾ ]`. */
function control(element: Fields): string {
  const type = textField(element, 'type') ?? ''
  if (type === 'image') return `(image: ${textField(element, 'alt_text')})`
  const label = readEmoji(labelOf(element))
  if (type === 'button' || type === 'icon_button' || type === 'workflow_button') return `[ ${label} ]`
  if (type === 'feedback_buttons') return feedback(element)
  const initial = element['initial_option']
  const chosen = isFields(initial) ? labelOf(initial) : label
  return type.endsWith('select') || type === 'overflow' ? `[ ${chosen || '…'} ▾ ]` : `[ ${chosen || type} ]`
}

function feedback(element: Fields): string {
  const buttons = ['positive_button', 'negative_button'].map((key) => labelOf(objectField(element, key) ?? {}))
  return buttons.map((label) => `[ ${label} ]`).join(' ')
}
