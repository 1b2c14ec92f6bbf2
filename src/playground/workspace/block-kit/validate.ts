import { type Fields, isFields, textField } from '../fields.ts'
import { blockOn, type Surface } from './blocks.ts'
import { anything, flag, list, object, oneOf, type Problem, text } from './check.ts'
import { plainText } from './composition.ts'
import { markdownText } from './text-length.ts'
import { findRepeatedIds } from './unique-ids.ts'

/** What the workspace lacks; see `WorkspaceState.unsupportedBlocks`. */
export type Unsupported = ReadonlySet<string>

/** Everything that Slack would refuse in the blocks of a message. */
export function checkMessageBlocks(blocks: unknown, unsupported: Unsupported): readonly Problem[] {
  return checkBlocks(blocks, 'message', 50, '/blocks', unsupported)
}

function checkBlocks(blocks: unknown, surface: Surface, max: number, pointer: string, unsupported: Unsupported) {
  const found: Problem[] = []
  list(blockOn(surface, unsupported), { min: 0, max })(blocks, pointer, found)
  if (!Array.isArray(blocks)) return found
  found.push(...findRepeatedIds(blocks, pointer))
  if (markdownText(blocks) > 12_000)
    found.push({ pointer, message: 'markdown blocks must be less than 12001 characters' })
  const tables = blocks.filter((block) => isFields(block) && block['type'] === 'table')
  if (tables.length > 1) found.push({ pointer, message: 'only_one_table_allowed' })
  return found
}

const id = text({ min: 0, max: 255 })
const viewFields = {
  optional: { private_metadata: text({ min: 0, max: 3_000 }), callback_id: id, external_id: id },
}

const modal = object({
  required: { type: oneOf('modal'), title: plainText(24), blocks: anything },
  optional: {
    ...viewFields.optional,
    submit: plainText(24),
    close: plainText(24),
    clear_on_close: flag,
    notify_on_close: flag,
    submit_disabled: flag,
  },
  whole(view, pointer, found) {
    if (hasInput(view) && !view['submit']) found.push({ pointer, message: 'missing required field: submit' })
  },
})

const home = object({ required: { type: oneOf('home'), blocks: anything }, ...viewFields })

/** Everything that Slack would refuse in a modal (views.open, push, update) or Home tab (views.publish). */
export function checkView(view: Fields, unsupported: Unsupported): readonly Problem[] {
  const found: Problem[] = []
  const type = textField(view, 'type')
  if (type !== 'modal' && type !== 'home') return [{ pointer: '/view/type', message: `unsupported type: ${type}` }]
  const shape = type === 'modal' ? modal : home
  shape(view, '/view', found)
  return [...found, ...checkBlocks(view['blocks'], type, 100, '/view/blocks', unsupported)]
}

function hasInput(view: Fields): boolean {
  const blocks = view['blocks']
  return Array.isArray(blocks) && blocks.some((block) => isFields(block) && block['type'] === 'input')
}

/** A problem in Slack's words, as it stands in `response_metadata.messages`. */
export function formatProblem({ message, pointer }: Problem): string {
  return `[ERROR] ${message} [json-pointer:${pointer}]`
}
