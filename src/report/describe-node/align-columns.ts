/** Spaces between two columns. */
const gap = 2

/** The cells of a line; all but the last stand in a column. */
type Row = string[]

/**
 * Aligns text whose cells end in tabs, as kubectl's printers do: a column is as wide as its widest cell among neighbouring
 * lines that have it. What follows the last tab of a line is in no column.
 */
export function alignColumns(text: string): string {
  const rows = text.split('\n').map((line) => line.split('\t'))
  let blocks: readonly Row[][] = [rows]
  // Only lines that have a column are looked at for it: one line full of tabs must not cost all others.
  for (let column = 0; blocks.length > 0; column += 1) {
    blocks = blocks.flatMap((block) => neighboursWith(column, block))
    for (const block of blocks) pad(block, column)
  }
  return rows.map((row) => row.join('')).join('\n')
}

/** Splits lines into runs of those that have a column. */
function neighboursWith(column: number, rows: readonly Row[]): readonly Row[][] {
  const runs: Row[][] = []
  let isOpen = false
  for (const row of rows) {
    const has = column < row.length - 1
    if (has && isOpen) runs.at(-1)?.push(row)
    else if (has) runs.push([row])
    isOpen = has
  }
  return runs
}

function pad(rows: readonly Row[], column: number): void {
  const widths = rows.map((row) => characters(row[column]))
  const width = widths.reduce((widest, each) => Math.max(widest, each), 0) + gap
  for (const [index, row] of rows.entries()) row[column] += ' '.repeat(width - (widths[index] ?? 0))
}

/** Characters, not UTF-16 units. */
function characters(text = ''): number {
  return [...text].length
}
