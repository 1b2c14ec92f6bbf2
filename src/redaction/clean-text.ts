import { oneLine, shorten, withoutControls } from './plain-text.ts'
import { redactText } from './redact-text.ts'

/**
 * Foreign text (of a cluster, a person, an error) as it may leave: without anything invisible, without secrets. Every exit
 * uses this or `plainText`. Line breaks and tabs stay.
 */
export function cleanText(text: string): string {
  return redactText(withoutControls(text))
}

/**
 * The same as one line of at most `maxLength` UTF-16 units. Secrets are looked for before lines are joined, while it is
 * still clear where a value ends.
 */
export function plainText(text: string, maxLength = 10_000): string {
  return shorten(oneLine(cleanText(text)), maxLength)
}
