import { describe, expect, it } from 'vitest'
import {
  addQuantities,
  millisOf,
  parseQuantity,
  printQuantity,
  type Quantity,
  unitsOf,
} from '../../../src/report/describe-node/quantity.ts'

function quantity(text: string): Quantity {
  const parsed = parseQuantity(text)
  if (!parsed) throw new Error(`no quantity: ${text}`)
  return parsed
}

function sumOf(...texts: readonly string[]): string {
  return printQuantity(texts.map(quantity).reduce(addQuantities))
}

describe('quantities', () => {
  it.each([
    ['0', '0'],
    ['0Ki', '0'],
    ['2', '2'],
    ['0.5', '500m'],
    ['1.5Gi', '1536Mi'],
    ['104857600Ki', '100Gi'],
    ['1000', '1k'],
    ['1024', '1024'],
    ['.5Ki', '512'],
    ['0.1n', '1n'],
    ['2e3', '2e3'],
    ['20e2', '2e3'],
    ['-1536Ki', '-1536Ki'],
    ['-2048Ki', '-2Mi'],
    ['1.500', '1.500'],
    ['1000E', '1000E'],
  ])('prints %s as %s', (text, printed) => {
    expect(printQuantity(quantity(text))).toBe(printed)
  })

  it.each(['', '.', 'x', '1 Gi', '1KiB', '1e', '1e999', '9'.repeat(31), '--1', '1\n2'])(
    'reads nothing from %j',
    (text) => {
      expect(parseQuantity(text)).toBeUndefined()
    },
  )

  it('writes a sum in the units of its first part that is not nothing', () => {
    expect(sumOf('1Gi', '1M')).toBe('1074741824')
    expect(sumOf('64Mi', '64Mi')).toBe('128Mi')
    expect(sumOf('0', '16Mi')).toBe('16Mi')
    expect(sumOf('1500m', '500m')).toBe('2')
    expect(sumOf('1.500', '0')).toBe('1500m')
  })

  it('loses nothing where a number of JavaScript would', () => {
    expect(sumOf('9007199254740993', '1n')).toBe('9007199254740993000000001n')
  })

  it('rounds up to units and thousandths', () => {
    expect([unitsOf(quantity('1100m')), unitsOf(quantity('-1100m')), unitsOf(quantity('2'))]).toEqual([2n, -2n, 2n])
    expect([millisOf(quantity('100u')), millisOf(quantity('2'))]).toEqual([1n, 2000n])
  })
})
