import { describe, expect, it } from 'vitest'
import { ageText, clockText, durationText, isoTime, tookText } from '../../src/report/time.ts'
import { ago, now } from './diagnosis-builder.ts'

describe('times', () => {
  it.each([
    [0, '0s'],
    [119, '119s'],
    [120, '2m'],
    [307, '5m7s'],
    [600, '10m'],
    [10_799, '179m'],
    [10_800, '3h'],
    [11_520, '3h12m'],
    [28_800, '8h'],
    [172_799, '47h'],
    [172_800, '2d'],
    [273_600, '3d4h'],
    [864_000, '10d'],
    [63_071_999, '729d'],
    [66_096_000, '2y35d'],
    [252_288_000, '8y'],
  ])('writes %i seconds as kubectl does: %s', (seconds, text) => {
    expect(durationText(seconds * 1000)).toBe(text)
  })

  it.each([
    [ago(0.4), 'now'],
    [ago(5), '5s ago'],
    [ago(-3), 'in 3s'],
  ])('writes ages', (at, text) => {
    expect(ageText(at, now)).toBe(text)
  })

  it.each([
    [ago(307), '19:17:03'],
    [ago(90_000), 'Nov 22 18:22'],
    [Date.parse('2025-02-01T00:00:00Z'), '2025-02-01'],
  ])('writes the clock as short as it is clear', (at, text) => {
    expect(clockText(at, now)).toBe(text)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300])('writes %s as some time', (at) => {
    expect(Date.parse(isoTime(at))).not.toBeNaN()
  })

  it('writes how long the reading took', () => {
    expect([tookText(842), tookText(2345)]).toEqual(['842 ms', '2.3 s'])
  })
})
