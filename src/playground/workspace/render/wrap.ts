/** Breaks a line at spaces so that no part is longer than `width`, unless one word is. Indentation is kept. */
export function wrapLine(line: string, width: number): readonly string[] {
  const indent = /^\s*/.exec(line)?.[0] ?? ''
  const lines: string[] = []
  let current = ''
  for (const word of line.trim().split(/ (?=\S)/)) {
    const longer = current === '' ? indent + word : `${current} ${word}`
    if (current !== '' && longer.length > width) {
      lines.push(current)
      current = indent + word
    } else current = longer
  }
  return [...lines, current]
}
