import { describe, expect, it } from 'vitest'
import { asList, asNumber, asRecord, asText, asTextMap, asTime, at, isTrue } from '../../src/collectors/kube-json.ts'

describe('kube-json', () => {
  it('walks nested objects and stops quietly where something is missing', () => {
    const node = { status: { nodeInfo: { bootID: 'b' } } }
    expect(at(node, 'status', 'nodeInfo', 'bootID')).toBe('b')
    expect(at(node, 'status', 'bootID', 'x')).toBeUndefined()
    expect(at(null, 'status')).toBeUndefined()
    expect(at(['status'], 'length')).toBeUndefined()
  })

  it('reads missing, null and mistyped fields as empty', () => {
    expect([asRecord([]), asList(null), asText(3), asNumber('3'), isTrue('true')]).toEqual([
      {},
      [],
      '',
      undefined,
      false,
    ])
  })

  it('reads times with seconds and with microseconds', () => {
    expect(asTime('2026-11-23T10:00:00Z')).toBe(Date.UTC(2026, 10, 23, 10))
    expect(asTime('2026-11-23T10:00:00.123456Z')).toBe(Date.UTC(2026, 10, 23, 10, 0, 0, 123))
    expect([asTime(''), asTime(null), asTime('yesterday')]).toEqual([undefined, undefined, undefined])
  })

  it('keeps only the strings of a map', () => {
    expect(asTextMap({ zone: 'a', count: 3, none: null })).toEqual({ zone: 'a' })
  })
})
