/**
 * The existing names that somebody who typed `wanted` may have meant, best first: names that begin with it or
 * hold it, and names a few letters away. Empty when nothing is near.
 */
export function nearestNames(wanted: string, names: readonly string[], limit = 3): readonly string[] {
  const typed = wanted.toLowerCase()
  const tolerance = Math.max(1, Math.floor(typed.length / 3))
  return names
    .map((name) => ({ name, distance: distanceOf(typed, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= tolerance)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name }) => name)
}

/** A name that only has more around the typed text counts as one letter away. */
function distanceOf(typed: string, name: string): number {
  if (typed.length >= 3 && name !== typed && name.includes(typed)) return 1
  return Math.min(editDistance(typed, name), editDistance(typed, name.slice(0, typed.length)) + 1)
}

/** Letters to insert, delete, replace or swap with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)]
  for (let row = 1; row <= a.length; row += 1) {
    rows[row] = [row]
    for (let column = 1; column <= b.length; column += 1) setCell(rows, a, b, row, column)
  }
  return cell(rows, a.length, b.length)
}

function setCell(rows: readonly number[][], a: string, b: string, row: number, column: number): void {
  const replaced = cell(rows, row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1)
  const added = cell(rows, row, column - 1) + 1
  const removed = cell(rows, row - 1, column) + 1
  const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
  const swapped = isSwap ? cell(rows, row - 2, column - 2) + 1 : replaced
  const best = Math.min(replaced, added, removed, swapped)
  rows[row]?.splice(column, 1, best)
}

function cell(rows: readonly number[][], row: number, column: number): number {
  return rows[row]?.[column] ?? 0
}
