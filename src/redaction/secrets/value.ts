import { REDACTED } from '../placeholder.ts'

/** The extent of a value inside a text, without its quotes. */
export interface ValueSpan {
  readonly start: number
  readonly end: number
}

const QUOTE = /(\\{0,6})(["'])/y
/** Up to the closing quote; where it is missing, to the end of the line. */
const DOUBLE_QUOTED = /[^"\\\n]*(?:\\[^\n][^"\\\n]*)*/y
const SINGLE_QUOTED = /[^'\\\n]*(?:\\[^\n][^'\\\n]*)*/y
/** Inside JSON that is itself a string, the closing quote comes with backslashes. */
const ESCAPED = /[^"'\\\n]*/y
/** `,;&` end a value if another pair follows or nothing does; a backslash unless it writes a character (`\\n`). */
const BARE = /[^\s"'`,;&\\]*(?:(?:\\(?![nrt"'\\])|[,;&](?=[^\s=:,;&"'`]{1,200}(?:[\s,;&"'`]|$)))[^\s"'`,;&\\]*)*/y
/** YAML's block scalar: all lines that are indented as the first one is. */
const BLOCK = /[|>][-+0-9]{0,2}[ \t]*\n([ \t]{1,80})[^\n]*(?:\n\1[^\n]*)*/y
/** What closes a list, an object or a sentence around a bare value is not part of it. */
const CLOSERS = /[)\]}>.]{1,4}$/

/** Reads the value that begins at `at`; undefined where an object, a list or nothing stands. */
export function readValue(text: string, at: number): ValueSpan | undefined {
  const quote = matchAt(QUOTE, text, at)
  if (!quote) return readBlock(text, at) ?? readBare(text, at)
  const start = at + quote[0].length
  const escaped = quote[1] !== ''
  const pattern = escaped ? ESCAPED : quote[2] === '"' ? DOUBLE_QUOTED : SINGLE_QUOTED
  return span(start, matchAt(pattern, text, start)?.[0].length ?? 0)
}

function readBlock(text: string, at: number): ValueSpan | undefined {
  return span(at, matchAt(BLOCK, text, at)?.[0].length ?? 0)
}

function readBare(text: string, at: number): ValueSpan | undefined {
  const value = matchAt(BARE, text, at)?.[0] ?? ''
  const known = value.includes(REDACTED) ? value.lastIndexOf(REDACTED) + REDACTED.length : 0
  if (/^[{[]/.test(value) && !value.startsWith(REDACTED)) return undefined
  const closers = CLOSERS.exec(value.slice(known))?.[0].length ?? 0
  return span(at, value.length - closers)
}

function span(start: number, length: number): ValueSpan | undefined {
  return length > 0 ? { start, end: start + length } : undefined
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
