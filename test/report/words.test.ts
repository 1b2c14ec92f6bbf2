import { describe, expect, it } from 'vitest'
import type { Scope } from '../../src/diagnosis/scope.ts'
import { confidenceText, namesText, scopeText } from '../../src/report/words.ts'

describe('words', () => {
  it.each([
    [0.95, 'very likely (95%)'],
    [0.7, 'likely (70%)'],
    [0.4, 'possible (40%)'],
    [0.1, 'weak sign only (10%)'],
    [Number.NaN, 'weak sign only (0%)'],
    [7, 'very likely (100%)'],
  ])('says how sure %d is', (confidence, text) => {
    expect(confidenceText(confidence)).toBe(text)
  })

  it('names a few and counts the rest', () => {
    expect(namesText(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more')
    expect(namesText(['a', 'b'], 2)).toBe('a, b')
  })

  it.each<[Scope['level'], readonly string[], string | undefined]>([
    ['unknown', [], undefined],
    ['none', [], 'none of 4 nodes is sick'],
    ['node', ['a'], '1 of 4 nodes is sick: a'],
    ['many', ['a', 'b'], '2 of 4 nodes are sick: a, b. Nothing is known that they share and the healthy ones lack'],
    ['all', ['a', 'b', 'c', 'd'], 'all 4 nodes are sick: one cause for all, not one each'],
  ])('says how far trouble of level %s reaches', (level, sick, text) => {
    expect(scopeText({ level, sick, total: 4, shared: [] })).toBe(text)
  })
})
