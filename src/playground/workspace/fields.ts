/** An object as it crosses the wire: names are known by convention only, so every value is looked at before use. */
export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The string under `key`, or undefined if there is none. */
export function textField(fields: Fields, key: string): string | undefined {
  const value = fields[key]
  return typeof value === 'string' ? value : undefined
}

/** The object under `key`, or undefined if there is none. */
export function objectField(fields: Fields, key: string): Fields | undefined {
  const value = fields[key]
  return isFields(value) ? value : undefined
}

/** The objects in the array under `key`; empty if it is no array. */
export function listField(fields: Fields, key: string): readonly Fields[] {
  const value = fields[key]
  return Array.isArray(value) ? value.filter(isFields) : []
}

/** Parses JSON that must be an object; undefined for anything else. */
export function parseFields(json: string): Fields | undefined {
  const value = parseJson(json)
  return isFields(value) ? value : undefined
}

/** Parses JSON; undefined if it is none. */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
