import { REDACTED } from '../placeholder.ts'
import { isHarmlessValue, isSensitiveName } from '../sensitive-name.ts'
import { isProse } from './prose.ts'
import type { SecretKind } from './secret-kind.ts'
import { readValue } from './value.ts'

const NAME = /(?<![\w.-])([\w.-]+)\\{0,6}["']?[ \t]{0,8}[:=][ \t]{0,64}/g

/**
 * Replaces the value behind every match of the (global) pattern whose group 1 names a secret.
 * The pattern ends where the value begins.
 */
export function redactNamedValues(text: string, pattern: RegExp): string {
  let redacted = ''
  let done = 0
  let seen = 0
  for (const match of text.matchAll(pattern)) {
    const name = match[1] ?? ''
    if (match.index < seen || !isSensitiveName(name)) continue
    const value = readValue(text, match.index + match[0].length)
    if (!value) continue
    // Also past a value that stays: reading it again for every name inside would cost the square of its length.
    seen = value.end
    if (isHarmlessValue(text.slice(value.start, value.end), name) || isProse(text, match, value)) continue
    redacted += text.slice(done, value.start) + REDACTED
    done = value.end
  }
  return redacted + text.slice(done)
}

/** `password=…`, `"clientSecret": "…"`, `client-key-data: …`, `AccountKey=…;`: known by the name before it. */
export const namedValue: SecretKind = {
  name: 'named-value',
  hint: /pass|pwd|secret|token|key|credential|connection|dsn|docker/i,
  redact: (text) => redactNamedValues(text, NAME),
}
