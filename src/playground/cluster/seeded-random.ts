/** A source of numbers that repeats itself for the same seed. */
export interface SeededRandom {
  /** From 0 (included) to 1 (excluded). */
  next(): number
  /** A duration stretched by up to `share`, as Go's `wait.Jitter` does. */
  jitter(ms: number, share: number): number
  /** Lower-case hexadecimal digits. */
  hex(digits: number): string
  /** Letters and digits that Kubernetes uses for generated names (no vowels). */
  suffix(length: number): string
  uuid(): string
}

/** Alphabet of k8s.io/apimachinery `rand.SafeEncodeString`. */
const safeAlphabet = 'bcdfghjklmnpqrstvwxz2456789'

/** mulberry32: small, fast and good enough to spread timers and names. */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  function letters(alphabet: string, length: number): string {
    return Array.from({ length }, () => alphabet[Math.floor(next() * alphabet.length)]).join('')
  }

  function hex(digits: number): string {
    let text = ''
    while (text.length < digits)
      text += Math.floor(next() * 4_294_967_296)
        .toString(16)
        .padStart(8, '0')
    return text.slice(0, digits)
  }

  return {
    next,
    hex,
    jitter: (ms, share) => ms * (1 + share * next()),
    suffix: (length) => letters(safeAlphabet, length),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  }
}
