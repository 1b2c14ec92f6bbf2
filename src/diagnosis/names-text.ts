/** `a, b and 3 more`: as many names as `most`, then how many are left; `total` where not all names are given. */
export function namesText(names: readonly string[], most: number, total = names.length): string {
  const shown = names.slice(0, most)
  const hidden = total - shown.length
  return hidden > 0 ? `${shown.join(', ')} and ${hidden} more` : shown.join(', ')
}
