import { type Fields, isFields, parseJson } from '../fields.ts'
import { Refusal } from './refusal.ts'

/** The arguments of one call. Over a form everything is a string, and objects are JSON inside one. */
export interface Arguments {
  readonly all: Fields
  text(name: string): string | undefined
  /** Refuses the call with `invalid_arguments` if it is missing or empty. */
  required(name: string): string
  flag(name: string): boolean
  number(name: string, fallback: number): number
  /** An array or object, given as such or as JSON; undefined if absent, `invalid` refused if it is neither. */
  json(name: string, invalid: string): unknown
}

export function createArguments(all: Fields): Arguments {
  function text(name: string): string | undefined {
    const value = all[name]
    if (typeof value === 'string') return value
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
  }
  return {
    all,
    text,
    required(name) {
      const value = text(name)
      if (value) return value
      const messages = [`[ERROR] missing required field: ${name}`]
      throw new Refusal('invalid_arguments', { response_metadata: { messages } })
    },
    flag: (name) => ['true', '1'].includes(text(name) ?? ''),
    number(name, fallback) {
      const value = Number(text(name) || fallback)
      if (!Number.isFinite(value)) throw new Refusal('invalid_arguments')
      return value
    },
    json(name, invalid) {
      const value = all[name]
      if (value === undefined || value === '') return undefined
      const parsed = typeof value === 'string' ? parseJson(value) : value
      if (!isFields(parsed) && !Array.isArray(parsed)) throw new Refusal(invalid)
      return parsed
    },
  }
}
