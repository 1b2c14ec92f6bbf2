import { type Fields, isFields, textField } from '../fields.ts'
import type { Problem } from './check.ts'

/** block_id is unique in its message or view, action_id in its block. */
export function findRepeatedIds(blocks: readonly unknown[], pointer: string): readonly Problem[] {
  const found: Problem[] = []
  const blockIds = new Set<string>()
  for (const [index, block] of blocks.entries()) {
    if (!isFields(block)) continue
    const at = `${pointer}/${index}`
    const id = textField(block, 'block_id')
    if (id !== undefined && blockIds.has(id))
      found.push({ pointer: `${at}/block_id`, message: `\`block_id\` "${id}" already exists` })
    if (id !== undefined) blockIds.add(id)
    found.push(...repeatedActions(block, at))
  }
  return found
}

function repeatedActions(block: Fields, pointer: string): readonly Problem[] {
  const found: Problem[] = []
  const seen = new Set<string>()
  for (const [place, id] of actionIds(block, pointer)) {
    if (seen.has(id)) found.push({ pointer: place, message: `\`action_id\` "${id}" already exists` })
    seen.add(id)
  }
  return found
}

function* actionIds(value: unknown, pointer: string): Generator<readonly [string, string]> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* actionIds(item, `${pointer}/${index}`)
  } else if (isFields(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'action_id' && typeof inner === 'string') yield [`${pointer}/${key}`, inner]
      else yield* actionIds(inner, `${pointer}/${key}`)
    }
  }
}
