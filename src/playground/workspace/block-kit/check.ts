import { type Fields, isFields, textField } from '../fields.ts'

/** One thing that Slack would refuse, with the JSON pointer of its place, e.g. `/blocks/0/text/text`. */
export interface Problem {
  readonly pointer: string
  readonly message: string
}

/** Looks at a value and adds what is wrong with it to `found`. */
export type Check = (value: unknown, pointer: string, found: Problem[]) => void

/** A string of a length that Slack accepts. Lengths are counted as JavaScript does: never fewer than Slack counts. */
export function text({ min = 1, max }: { min?: number; max: number }): Check {
  return (value, pointer, found) => {
    if (typeof value !== 'string') found.push({ pointer, message: 'must be a string' })
    else if (value.length < min) found.push({ pointer, message: `must be more than ${min - 1} characters` })
    else if (value.length > max) found.push({ pointer, message: `must be less than ${max + 1} characters` })
  }
}

/** A link: http or https, as Slack demands of buttons and images. */
export function url(max: number): Check {
  return (value, pointer, found) => {
    text({ max })(value, pointer, found)
    if (typeof value === 'string' && !/^https?:\/\/[^\s/]+/.test(value)) found.push({ pointer, message: 'invalid url' })
  }
}

export function flag(value: unknown, pointer: string, found: Problem[]): void {
  if (typeof value !== 'boolean') found.push({ pointer, message: 'must be a boolean' })
}

export function integer({ min, max }: { min: number; max: number }): Check {
  return (value, pointer, found) => {
    if (!Number.isInteger(value)) found.push({ pointer, message: 'must be an integer' })
    else if (Number(value) < min || Number(value) > max)
      found.push({ pointer, message: `must be between ${min} and ${max}` })
  }
}

export function oneOf(...allowed: readonly unknown[]): Check {
  return (value, pointer, found) => {
    if (!allowed.includes(value)) found.push({ pointer, message: `must be one of: ${allowed.join(', ')}` })
  }
}

/** For what is not looked into. */
export function anything(): void {}

export function list(item: Check, { min = 1, max }: { min?: number; max: number }): Check {
  return (value, pointer, found) => {
    if (!Array.isArray(value)) {
      found.push({ pointer, message: 'must provide an array' })
      return
    }
    if (value.length < min) found.push({ pointer, message: `must contain at least ${min} item${min === 1 ? '' : 's'}` })
    if (value.length > max) found.push({ pointer, message: `no more than ${max} items allowed` })
    for (const [index, element] of value.entries()) item(element, `${pointer}/${index}`, found)
  }
}

export interface Shape {
  readonly required?: Readonly<Record<string, Check>>
  readonly optional?: Readonly<Record<string, Check>>
  /** What single fields cannot say: "one of these two", "rows of equal length". */
  readonly whole?: (value: Fields, pointer: string, found: Problem[]) => void
}

/** An object with exactly these fields: Slack refuses what it does not know. */
export function object({ required = {}, optional = {}, whole }: Shape): Check {
  const known: Readonly<Record<string, Check>> = { ...required, ...optional }
  return (value, pointer, found) => {
    if (!isFields(value)) {
      found.push({ pointer, message: 'must provide an object' })
      return
    }
    for (const key of Object.keys(required)) {
      if (value[key] === undefined) found.push({ pointer, message: `missing required field: ${key}` })
    }
    checkFields(value, known, pointer, found)
    whole?.(value, pointer, found)
  }
}

function checkFields(value: Fields, known: Readonly<Record<string, Check>>, pointer: string, found: Problem[]): void {
  for (const [key, inner] of Object.entries(value)) {
    const check = Object.hasOwn(known, key) ? known[key] : undefined
    if (!check) found.push({ pointer, message: `invalid additional property: ${key}` })
    else if (inner !== undefined) check(inner, `${pointer}/${key}`, found)
  }
}

/** An object whose `type` chooses its shape. */
export function byType(table: () => Readonly<Record<string, Check>>): Check {
  return (value, pointer, found) => {
    if (!isFields(value)) {
      found.push({ pointer, message: 'must provide an object' })
      return
    }
    const type = textField(value, 'type')
    const checks = table()
    const check = type !== undefined && Object.hasOwn(checks, type) ? checks[type] : undefined
    if (type === undefined) found.push({ pointer, message: 'missing required field: type' })
    else if (!check) found.push({ pointer: `${pointer}/type`, message: `unsupported type: ${type}` })
    else check(value, pointer, found)
  }
}

/** For `whole`: exactly one of the fields must be there. */
export function exactlyOne(...keys: readonly string[]): NonNullable<Shape['whole']> {
  return (value, pointer, found) => {
    const present = keys.filter((key) => value[key] !== undefined)
    if (present.length !== 1) found.push({ pointer, message: `must have exactly one of: ${keys.join(', ')}` })
  }
}

/** For `whole`: at least one of the fields must be there. */
export function atLeastOne(...keys: readonly string[]): NonNullable<Shape['whole']> {
  return (value, pointer, found) => {
    if (keys.every((key) => value[key] === undefined)) {
      found.push({ pointer, message: `must have at least one of: ${keys.join(', ')}` })
    }
  }
}
