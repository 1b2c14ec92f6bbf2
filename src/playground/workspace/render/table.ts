import { type Fields, isFields, textField } from '../fields.ts'
import type { WorkspaceState } from '../state/workspace-state.ts'
import { readRichText } from './rich-text.ts'

/** The rows of a table or data_table, in columns. */
export function tableLines(state: WorkspaceState, block: Fields): readonly string[] {
  const rows = Array.isArray(block['rows']) ? block['rows'].filter(Array.isArray) : []
  const texts = rows.map((row) => row.filter(isFields).map((cell) => readCell(state, cell)))
  const columns = Math.max(0, ...texts.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...texts.map((row) => row[column]?.length ?? 0)),
  )
  return texts.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

function readCell(state: WorkspaceState, cell: Fields): string {
  return cell['type'] === 'rich_text' ? readRichText(state, cell) : (textField(cell, 'text') ?? '')
}
