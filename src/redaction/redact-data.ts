import { REDACTED } from './placeholder.ts'
import { withoutControls } from './plain-text.ts'
import { redactText } from './redact-text.ts'
import { isUserAndPassword } from './secrets/docker-auth.ts'
import { isHarmlessValue, isSensitiveName } from './sensitive-name.ts'

/** Deeper than any object of Kubernetes; what lies below is dropped rather than let a hostile body exhaust the stack. */
const MAX_DEPTH = 200

/**
 * The same JSON with secrets replaced, at every depth: inside every string; whole, where a key, an environment variable or a
 * command-line flag names a secret; and all values of a Secret object.
 */
export function redactData<T>(json: T): T {
  return redactValue(json, 0) as T
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= MAX_DEPTH) return REDACTED
  return Array.isArray(value) ? redactList(value, depth) : redactFields(value as Record<string, unknown>, depth)
}

/** In `["--token", "abc"]` the flag names what follows it. */
function redactList(list: readonly unknown[], depth: number): unknown[] {
  return list.map((item, index) => {
    const flag = list[index - 1]
    const named = typeof flag === 'string' && /^--?[\w.-]+$/.test(flag) && isSensitiveName(flag)
    return named ? redactNamed(item, flag, depth) : redactValue(item, depth + 1)
  })
}

function redactFields(fields: Record<string, unknown>, depth: number): Record<string, unknown> {
  const secretObject = fields['kind'] === 'Secret'
  const entries = Object.entries(fields).map(([key, value]): [string, unknown] => {
    if (secretObject && (key === 'data' || key === 'stringData')) return [key, redactAll(value)]
    if (key === 'value' && isSensitive(fields['name'])) return [key, redactNamed(value, String(fields['name']), depth)]
    if (typeof value === 'string' && isCredential(key, value)) return [key, REDACTED]
    return [key, isSensitive(key) ? redactNamed(value, key, depth) : redactValue(value, depth + 1)]
  })
  return Object.fromEntries(entries)
}

function isSensitive(name: unknown): boolean {
  return typeof name === 'string' && isSensitiveName(withoutControls(name))
}

/** Header objects, and the registry logins of a Docker configuration. */
function isCredential(key: string, value: string): boolean {
  if (/^(?:(?:proxy-)?authorization|(?:set-)?cookie)$/i.test(key)) return value !== ''
  return key === 'auth' && isUserAndPassword(value)
}

/** Objects below a sensitive key (`secret: { secretName }`) are references, not secrets: only their own fields are judged. */
function redactNamed(value: unknown, name: string, depth: number): unknown {
  if (typeof value === 'number') return REDACTED
  if (typeof value === 'string') return redactNamedText(value, name)
  if (Array.isArray(value)) return value.map((item) => redactNamed(item, name, depth + 1))
  return redactValue(value, depth + 1)
}

function redactNamedText(value: string, name: string): string {
  const redacted = redactText(value)
  return isHarmlessValue(value, name) && isHarmlessValue(redacted, name) ? redacted : REDACTED
}

function redactAll(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.keys(data).map((key) => [key, REDACTED]))
}
