import { describe, expect, it } from 'vitest'
import type { Evidence, Gap } from '../../src/diagnosis/evidence.ts'
import { extractFacts } from '../../src/facts/extract.ts'
import { factProviders } from '../../src/facts/index.ts'
import { defineProvider } from '../../src/facts/provider.ts'

const evidence = (source: string): Evidence => ({ source, startedAt: 0, finishedAt: 1, data: {} })
const provider = (source: string) =>
  defineProvider({
    source,
    provides: ['nodeCordoned'],
    facts: ({ finishedAt }) => [
      { kind: 'nodeCordoned', value: { unschedulable: true }, from: { source, readAt: finishedAt, ref: 'spec' } },
    ],
  })
const gap = (source: string): Gap => ({ source, reason: 'timeout', detail: 'no answer' })

describe('extractFacts', () => {
  it('draws facts from the evidence of their source', () => {
    const { facts, blind } = extractFacts([provider('node')], [evidence('node')], [])
    expect(facts).toHaveLength(1)
    expect(blind.size).toBe(0)
  })

  it('is blind for a kind only when all its providers are gaps', () => {
    const providers = [provider('node'), provider('probe')]
    expect(extractFacts(providers, [evidence('probe')], [gap('node')]).blind.size).toBe(0)
    expect(extractFacts(providers, [], [gap('node'), gap('probe')]).blind.get('nodeCordoned')).toEqual([
      gap('node'),
      gap('probe'),
    ])
  })

  it('is blind for a kind that nobody was asked for', () => {
    expect(extractFacts([provider('node')], [], []).blind.get('nodeCordoned')).toEqual([])
  })

  it('makes a gap of evidence that cannot be understood', () => {
    const broken = defineProvider({
      source: 'node',
      provides: ['nodeCordoned'],
      facts: () => {
        throw new Error('bad shape')
      },
    })
    const { gaps, blind } = extractFacts([broken], [evidence('node')], [])
    expect(gaps).toEqual([
      { source: 'node', reason: 'invalid', detail: 'its evidence could not be understood: bad shape' },
    ])
    expect(blind.get('nodeCordoned')).toEqual(gaps)
  })

  it('keeps the facts of a list that was cut off, and tells the gap', () => {
    const cut = { source: 'node', reason: 'incomplete', detail: 'too many' } as const
    const partly = { ...provider('node'), gaps: () => [{ gap: cut, kinds: ['nodeCordoned' as const] }] }
    const { facts, gaps, blind, partial } = extractFacts([partly], [evidence('node')], [])
    expect(facts).toHaveLength(1)
    expect(gaps).toEqual([cut])
    expect(blind.size).toBe(0)
    expect(partial.get('nodeCordoned')).toEqual([cut])
  })

  it('does not take Events of the node for those of its pods', () => {
    const refused: Gap = { source: 'pod-events', reason: 'forbidden', detail: 'no' }
    const events: Evidence = { ...evidence('events'), data: { events: [], complete: true } }
    const { blind } = extractFacts(factProviders, [events], [refused])
    expect(blind.has('event')).toBe(false)
    expect(blind.get('podEvent')).toEqual([refused])
  })

  it.each([
    ['pods', { pods: [], complete: false }, 'podOnNode'],
    ['csrs', { csrs: [], complete: false }, 'nodeCsr'],
    ['events', { events: [], complete: false }, 'event'],
    ['pod-events', { events: [], complete: false }, 'podEvent'],
  ] as const)('takes a cut list of %s for no whole one', (source, data, kind) => {
    const { gaps, partial } = extractFacts(factProviders, [{ ...evidence(source), data }], [])
    expect(gaps).toMatchObject([{ source, reason: 'incomplete' }])
    expect(partial.get(kind)).toEqual(gaps)
  })
})
