import { expect, it } from 'vitest'
import { spanText } from '../../src/diagnosis/span.ts'

it.each([
  [-5_000, '0 s'],
  [45_400, '45 s'],
  [119_000, '119 s'],
  [120_000, '2 min'],
  [7_199_000, '120 min'],
  [7_200_000, '2 h'],
  [172_800_000, '2 d'],
])('says %i ms as %s', (milliseconds, text) => {
  expect(spanText(milliseconds)).toBe(text)
})
