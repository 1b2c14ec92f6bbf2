import { shorten } from '../../redaction/index.ts'
import { bold, plain, type Spans } from './rich-text.ts'

/** Longest text of one field in a thread: about six lines of a phone. */
const longest = 240

/** The text, cut to what people read on a phone; never half a character. */
export function short(text: string, most = longest): string {
  return shorten(text, most)
}

/** As many items as `most`; then how many there are besides, and where. */
export function some(items: readonly Spans[], most: number): readonly Spans[] {
  const hidden = items.length - most
  return hidden > 0 ? [...items.slice(0, most), restOf(hidden)] : items
}

/** `and 4 more, see Evidence`: the file behind that button has everything. */
export function restOf(hidden: number): Spans {
  return [...plain(`and ${hidden} more, see `, 'italic'), ...bold('Evidence')]
}
