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
    ['none', [], 'all 4 nodes are Ready'],
    ['node', ['a'], '1 of 4 nodes is sick: a'],
    ['many', ['a', 'b'], '2 of 4 nodes are sick: a, b. Nothing is known that they share and the healthy ones lack'],
    ['all', ['a', 'b', 'c', 'd'], 'all 4 nodes are sick: one cause for all, not one each'],
  ])('says how far trouble of level %s reaches', (level, sick, text) => {
    expect(scopeText({ level, sick, total: 4, shared: [] }, { kind: 'cluster' })).toBe(text)
  })

  const zone = { label: 'zone', value: 'a' }
  const group = { level: 'group', total: 9, sick: ['a', 'b'], shared: [zone] } as const
  const cluster = { kind: 'cluster' } as const

  it('says with whom the sick were compared', () => {
    expect(scopeText(group, cluster)).toContain('They share what no healthy node has: zone=a')
    expect(scopeText({ ...group, peers: 'workers' }, cluster)).toContain('what no healthy worker has')
    const late = { ...group, shared: [{ ...zone, stragglers: true as const }] }
    expect(scopeText(late, cluster)).toContain('what hardly a healthy node has')
  })

  it('never calls unlike troubles one', () => {
    const mixed = { ...group, sick: ['a', 'b', 'c'], alike: ['a', 'b'] }
    expect(scopeText(mixed, cluster)).toContain('2 of them (a, b) fell sick in the same way. They share')
    const apart = { ...group, level: 'node', alike: ['a'], shared: [] } as const
    expect(scopeText(apart, cluster)).toBe('2 of 9 nodes are sick: a, b. Not in the same way or at the same time')
  })

  it('says nothing of the sick to who asks about a healthy node', () => {
    expect(scopeText(group, { kind: 'node', name: 'z' })).toBeUndefined()
  })
})
