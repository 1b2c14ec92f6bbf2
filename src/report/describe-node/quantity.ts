/** An amount of a resource with nine decimals, the finest that Kubernetes keeps (API reference, "Quantity"). */
export interface Quantity {
  /** Thousand-millionths of one. */
  readonly nanos: bigint
  /** The family of suffixes that it was written with; sums are written in the family of their first part. */
  readonly suffixes: 'binary' | 'decimal' | 'exponent'
  /** How it was written, where Kubernetes prints it so although it is not the shortest: `1.500`. Sums have none. */
  readonly text?: string
}

/** No amount at all, where a sum begins. */
export const zero: Quantity = { nanos: 0n, suffixes: 'decimal' }

const one = 1_000_000_000n
const binarySuffixes: readonly string[] = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']
const decimalSuffixes: readonly string[] = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E']
/** Place of "no suffix" among the decimal ones. */
const ones = decimalSuffixes.indexOf('')

const written = /^([+-]?)(\d{0,30})(?:\.(\d{0,30}))?(?:([KMGTPE]i)|([numkMGTPE])|[eE]([+-]?\d{1,2}))?$/

/** Reads `500m`, `1.5Gi`, `2e3`; undefined for what is no quantity. */
export function parseQuantity(text: string): Quantity | undefined {
  const [match, sign, whole = '', fraction = '', binary, decimal, exponent] = written.exec(text.trim()) ?? []
  if (match === undefined || whole + fraction === '') return undefined
  const digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n)
  if (binary) {
    const factor = 1024n ** BigInt(binarySuffixes.indexOf(binary))
    return { nanos: scaled(digits * factor, 9 - fraction.length), suffixes: 'binary' }
  }
  const power = (exponent ? Number(exponent) : (decimalSuffixes.indexOf(decimal ?? '') - ones) * 3) - fraction.length
  const quantity: Quantity = { nanos: scaled(digits, 9 + power), suffixes: exponent ? 'exponent' : 'decimal' }
  return isKept(`${BigInt(whole)}${fraction}`, power) ? { ...quantity, text } : quantity
}

/** Kubernetes takes whole steps of a thousand for the canonical form, also when they stand behind a point. */
function isKept(digits: string, power: number): boolean {
  return digits.length <= 18 && power >= -9 && power % 3 === 0 && !digits.startsWith('0') && !digits.endsWith('000')
}

/** The shortest writing without a fraction, as Kubernetes prints it: `1500m`, `1536Mi`. */
export function printQuantity({ nanos, suffixes, text }: Quantity): string {
  if (text !== undefined) return text
  if (nanos === 0n) return '0'
  const units = nanos / one
  const isWhole = nanos % one === 0n
  if (suffixes === 'binary' && isWhole && (units >= 1024n || units <= -1024n)) {
    const { rest, steps } = divided(units, 1024n, binarySuffixes.length - 1)
    return `${rest}${binarySuffixes[steps]}`
  }
  const { rest, steps } = divided(nanos, 1000n, decimalSuffixes.length - 1)
  if (suffixes !== 'exponent') return `${rest}${decimalSuffixes[steps]}`
  return steps === ones ? `${rest}` : `${rest}e${(steps - ones) * 3}`
}

/** The sum, in the suffixes of the first that is not zero, as kubectl's own sums. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  return { nanos: a.nanos + b.nanos, suffixes: a.nanos === 0n ? b.suffixes : a.suffixes }
}

/** Whole units, rounded up. */
export function unitsOf({ nanos }: Quantity): bigint {
  return dividedUp(nanos, one)
}

/** Thousandths, rounded up. */
export function millisOf({ nanos }: Quantity): bigint {
  return dividedUp(nanos, one / 1000n)
}

/** `digits` times ten to the `power`; what is finer than that is rounded up, so that some never becomes none. */
function scaled(digits: bigint, power: number): bigint {
  return power >= 0 ? digits * 10n ** BigInt(power) : dividedUp(digits, 10n ** BigInt(-power))
}

/** Rounded away from zero. */
function dividedUp(amount: bigint, by: bigint): bigint {
  const rest = amount % by
  if (rest === 0n) return amount / by
  return amount / by + (amount > 0n ? 1n : -1n)
}

/** Divides as long as nothing is lost. */
function divided(amount: bigint, by: bigint, most: number): { readonly rest: bigint; readonly steps: number } {
  let rest = amount
  let steps = 0
  while (steps < most && rest % by === 0n) {
    rest /= by
    steps += 1
  }
  return { rest, steps }
}
