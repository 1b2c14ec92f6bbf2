import type { ValueSpan } from './value.ts'

/** One word of an error (or an HTTP status) that often follows "token:" or "secret:" in a chain of messages. */
const ERROR_WORD =
  /^(?:[1-5][0-9]{2}|eof|unauthori[sz]ed|forbidden|timeout|timed|expired|invalid|missing|denied|required|rejected|revoked|unknown|unsupported|malformed|empty|not|no|failed|error|context|unexpected|cannot|could|oauth2|exec|dial|get|post|rpc|the|is|was|has|unable|x509|tls|http|https|net)$/i

/** Words of letters joined by dots and hyphens: a cause id, a host, a file. Secrets that look so are hard to find. */
const DOTTED_WORDS = /^[a-z]+(?:-[a-z]+)*(?:\.[a-z]+(?:-[a-z]+)*)+$/

/** What follows a flag that is spoken about: "--token flag is deprecated". */
const FLAG_WORD = /^(?:flag|option|argument|value|and|or|to|for|in|with|as)$/

/**
 * Whether `name: word` is a sentence ("failed to fetch token: unexpected EOF") and no assignment. Error chains are the
 * evidence that a diagnosis lives on; what looks random, or ends the line and is no known word, counts as a secret.
 */
export function isProse(text: string, match: RegExpExecArray, value: ValueSpan): boolean {
  const word = text.slice(value.start, value.end)
  const assignment = match[0]
  if (/^--\S+[ \t]+$/.test(assignment)) return FLAG_WORD.test(word) || ERROR_WORD.test(word)
  if (!/[\w-]:[ \t]+$/.test(assignment) || !afterWord(text, match.index)) return false
  if (ERROR_WORD.test(word.replace(/:$/, ''))) return true
  if (DOTTED_WORDS.test(word)) return true
  if (looksRandom(word)) return false
  return word.endsWith(':') || /^[ \t]+\S/.test(text.slice(value.end, value.end + 16))
}

/** Another word stands before the name on its line: "get token: …", not "- token: …". */
function afterWord(text: string, at: number): boolean {
  return /[A-Za-z0-9)"':][ \t]$/.test(text.slice(Math.max(0, at - 2), at))
}

function looksRandom(word: string): boolean {
  if (word.length >= 20) return true
  return word.length >= 6 && /[0-9]/.test(word) && /[A-Za-z]/.test(word) && !word.endsWith(':')
}
