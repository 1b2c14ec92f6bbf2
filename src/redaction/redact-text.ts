import { secretKinds } from './secrets/index.ts'

/** The text with every secret that is recognised replaced by `[redacted]`. Linear in its length; twice is as once. */
export function redactText(text: string): string {
  let redacted = text
  for (const kind of secretKinds) {
    if (kind.hint.test(redacted)) redacted = kind.redact(redacted)
  }
  return redacted
}
