import type { EpochMs } from '../diagnosis/evidence.ts'

/** A JSON object whose fields nobody has looked at yet. */
export type JsonRecord = Readonly<Record<string, unknown>>

/** Walks into nested objects; undefined as soon as a step is missing or is no object. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value
  for (const key of path) current = asRecord(current)[key]
  return current
}

/** The object itself, or an empty one: Kubernetes leaves out what is empty, so missing and empty mean the same. */
export function asRecord(value: unknown): JsonRecord {
  return isRecord(value) ? value : {}
}

/** True for a JSON object (no list, not null). */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The array itself, or an empty one (Go writes `null` for a nil slice). */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The string itself, or `''`. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The number itself, if it is a finite one. */
export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** True only for JSON's `true`. */
export function isTrue(value: unknown): boolean {
  return value === true
}

/** An RFC 3339 time (also with microseconds, as Leases carry it) in milliseconds, if it is one. */
export function asTime(value: unknown): EpochMs | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  const time = Date.parse(value)
  return Number.isNaN(time) ? undefined : time
}

/** A map of strings such as labels; entries of another type are dropped. */
export function asTextMap(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(asRecord(value)).filter((entry): entry is [string, string] => {
    return typeof entry[1] === 'string'
  })
  return Object.fromEntries(entries)
}
