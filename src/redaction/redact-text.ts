import { withoutControls } from './plain-text.ts'
import { secretKinds } from './secrets/index.ts'

/**
 * The text with every secret that is recognised replaced by `[redacted]`. Linear in its length; twice is as once. Invisible
 * characters hide no secret: where one is found without them, they are gone from the result.
 */
export function redactText(text: string): string {
  const visible = withoutControls(text)
  const redacted = redactVisible(visible)
  return redacted === visible ? text : redacted
}

function redactVisible(text: string): string {
  let redacted = text
  for (const kind of secretKinds) {
    if (kind.hint.test(redacted)) redacted = kind.redact(redacted)
  }
  return redacted
}
