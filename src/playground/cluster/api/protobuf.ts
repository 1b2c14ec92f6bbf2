/** Just enough of protocol buffers to read a self-review: kubectl's typed clients send those in no other form. */

const VARINT = 0
const FIXED_64 = 1
const LENGTH_DELIMITED = 2
const FIXED_32 = 5

/** The length-delimited fields of a message by number (of repeated ones the last); numbers in it are skipped. */
export type Fields = ReadonlyMap<number, Uint8Array>

interface Varint {
  readonly value: number
  readonly end: number
}

/** A base-128 number. Sizes and tags are far below 2^53, so plain arithmetic is exact. */
function readVarint(bytes: Uint8Array, start: number): Varint {
  let value = 0
  let factor = 1
  for (let end = start; end < bytes.length; factor *= 128) {
    const byte = bytes[end] ?? 0
    value += (byte % 128) * factor
    end += 1
    if (byte < 128) return { value, end }
  }
  throw new Error('protobuf: message ends within a number')
}

/** Where a field that is no text ends. */
function endOfNumber(bytes: Uint8Array, wireType: number, start: number): number {
  if (wireType === VARINT) return readVarint(bytes, start).end
  if (wireType === FIXED_64) return start + 8
  if (wireType === FIXED_32) return start + 4
  throw new Error(`protobuf: wire type ${wireType}`)
}

/** Reads one message. https://protobuf.dev/programming-guides/encoding/ */
export function readFields(bytes: Uint8Array): Fields {
  const fields = new Map<number, Uint8Array>()
  let position = 0
  while (position < bytes.length) {
    const tag = readVarint(bytes, position)
    const wireType = tag.value % 8
    if (wireType !== LENGTH_DELIMITED) {
      position = endOfNumber(bytes, wireType, tag.end)
      continue
    }
    const length = readVarint(bytes, tag.end)
    position = length.end + length.value
    if (position > bytes.length) throw new Error('protobuf: message ends within a field')
    fields.set(Math.floor(tag.value / 8), bytes.subarray(length.end, position))
  }
  return fields
}

/** A nested message; an absent one has no fields. */
export function nested(fields: Fields, number: number): Fields {
  return readFields(fields.get(number) ?? new Uint8Array())
}

/** A text field; empty if absent, which is what protobuf means by it. */
export function string(fields: Fields, number: number): string {
  return Buffer.from(fields.get(number) ?? []).toString('utf8')
}
