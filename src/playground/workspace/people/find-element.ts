import { type Fields, isFields, listField, objectField, textField } from '../fields.ts'

/** An interactive element and the block it stands in. */
export interface FoundElement {
  readonly element: Fields
  readonly blockId: string
}

/** Every interactive element of some blocks, in reading order. */
function elementsIn(blocks: readonly Fields[]): readonly FoundElement[] {
  return blocks.flatMap((block) => {
    const blockId = textField(block, 'block_id') ?? ''
    return [...interactive(block)].map((element) => ({ element, blockId }))
  })
}

/** The element with this action id or this label; throws with what there is instead. */
export function findElement(blocks: readonly Fields[], wanted: string): FoundElement {
  const all = elementsIn(blocks)
  const found = all.find(({ element }) => textField(element, 'action_id') === wanted || labelOf(element) === wanted)
  if (found) return found
  const there = all.map(({ element }) => `${textField(element, 'action_id')} "${labelOf(element)}"`).join(', ')
  throw new Error(`nothing to click called ${wanted}; there is: ${there || 'nothing'}`)
}

/** What an element is called on the screen: a button's text, a menu's placeholder. */
export function labelOf(element: Fields): string {
  const text = objectField(element, 'text') ?? objectField(element, 'placeholder')
  return (text && textField(text, 'text')) ?? ''
}

/** The options of a menu, with those in groups. */
export function optionsOf(element: Fields): readonly Fields[] {
  const grouped = listField(element, 'option_groups').flatMap((group) => listField(group, 'options'))
  return [...listField(element, 'options'), ...grouped]
}

function* interactive(value: unknown): Generator<Fields> {
  if (Array.isArray(value)) {
    for (const item of value) yield* interactive(item)
  } else if (isFields(value)) {
    if (typeof value['action_id'] === 'string') yield value
    else for (const inner of Object.values(value)) yield* interactive(inner)
  }
}
