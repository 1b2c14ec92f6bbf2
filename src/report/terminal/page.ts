import { displayWidth, headOfWidth } from './display-width.ts'
import type { Paint, Style } from './paint.ts'

/** A piece of text in one style. */
export interface Span {
  readonly text: string
  readonly style?: Style
}

/** What stands before the lines of a paragraph: `first` before the first, and as many spaces before the others. */
export interface Indent {
  readonly first: string
  /** Columns before the other lines, if not as wide as `first`. */
  readonly rest?: number
}

/** A paragraph at the margin. Only its own first word stands there: a wrapped text must not pass for a heading. */
export const topLevel: Indent = { first: '', rest: 2 }

/** Where lines go: how wide, and how they are coloured. */
export interface Page {
  readonly width: number
  readonly paint: Paint
}

/** Words, where what stands in backticks (a command) counts as one word as long as it fits into a line. */
const WORDS = /(?:`[^`]+`|\S)+/g

interface Word {
  readonly text: string
  readonly style: Style
}

/** Lays the spans out as one paragraph: broken at spaces, over-long words broken anywhere, every line within the width. */
export function paragraph(page: Page, { first, rest }: Indent, spans: readonly Span[]): readonly string[] {
  const indent = ' '.repeat(rest ?? displayWidth(first))
  const lines: string[] = []
  let line: Word[] = []
  let used = displayWidth(first)
  for (const word of spans.flatMap((span) => wordsOf(span, page.width - indent.length))) {
    const width = displayWidth(word.text)
    if (line.length > 0 && used + 1 + width > page.width) {
      lines.push(paintLine(page, line))
      line = []
      used = indent.length
    }
    used += (line.length > 0 ? 1 : 0) + width
    line.push(word)
  }
  lines.push(paintLine(page, line))
  return lines.map((text, index) => `${index === 0 ? first : indent}${text}`.trimEnd())
}

function wordsOf({ text, style = 'plain' }: Span, room: number): readonly Word[] {
  const words = text.match(WORDS) ?? []
  return words.flatMap((word) => {
    const parts = displayWidth(word) > room ? word.split(' ') : [word]
    return parts.flatMap((part) => pieces(part, Math.max(8, room))).map((piece) => ({ text: piece, style }))
  })
}

/** Over-long words (paths, addresses) break behind punctuation if there is some in the second half. */
function pieces(word: string, room: number): readonly string[] {
  const found: string[] = []
  let left = word
  while (displayWidth(left) > room) {
    const full = headOfWidth(left, room)
    const punctuation = full.search(/[/.,:;=@-][^/.,:;=@-]*$/) + 1
    const head = punctuation > full.length / 2 ? full.slice(0, punctuation) : full
    found.push(head)
    left = left.slice(head.length)
  }
  return [...found, left]
}

/** Paints runs of words of one style together, so that the escapes stay few. */
function paintLine({ paint }: Page, words: readonly Word[]): string {
  const runs: { style: Style; text: string }[] = []
  for (const { style, text } of words) {
    const run = runs.at(-1)
    if (run?.style === style) run.text += ` ${text}`
    else runs.push({ style, text })
  }
  return runs.map(({ style, text }) => paint(style, text)).join(' ')
}
