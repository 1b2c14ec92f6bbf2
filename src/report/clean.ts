import { plainText } from '../redaction/index.ts'

/** Longest command that is shown; a longer one is left out, for half a command is dangerous. */
const MAX_COMMAND = 2000

/**
 * The same value with every string made fit to leave: without control and invisible characters, without secrets, on one
 * line, at most `maxLength` long. Every renderer starts here, so that no field can be forgotten.
 */
export function cleanStrings<T>(value: T, maxLength: number): T {
  return cleanValue(value, maxLength) as T
}

function cleanValue(value: unknown, maxLength: number): unknown {
  if (typeof value === 'string') return plainText(value, maxLength)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, maxLength))
  const fields = Object.entries(value).map(([key, field]): [string, unknown] => {
    return [key, key === 'command' ? cleanCommand(field) : cleanValue(field, maxLength)]
  })
  return Object.fromEntries(fields)
}

function cleanCommand(command: unknown): string | undefined {
  if (typeof command !== 'string') return undefined
  const clean = plainText(command, Number.MAX_SAFE_INTEGER)
  return clean.length > MAX_COMMAND ? undefined : clean
}
