import { REDACTED } from '../placeholder.ts'

/**
 * One kind of secret. Every pattern must be linear on hostile input: it begins at a boundary or a rare literal, its
 * repetitions are bounded or need nothing after them, and what it writes it finds again without changing it.
 */
export interface SecretKind {
  readonly name: string
  /** Cheap and without the global flag: most texts hold no secret and stop here. */
  readonly hint: RegExp
  redact(text: string): string
}

/** A kind whose secret is all that the (global) pattern matches. */
export function wholeMatch(name: string, hint: RegExp, pattern: RegExp): SecretKind {
  return { name, hint, redact: (text) => text.replace(pattern, REDACTED) }
}

/** A kind whose secret follows group 1 of the (global) pattern, which stays. */
export function afterPrefix(name: string, hint: RegExp, pattern: RegExp): SecretKind {
  return { name, hint, redact: (text) => text.replace(pattern, (_match, prefix: string) => `${prefix}${REDACTED}`) }
}
