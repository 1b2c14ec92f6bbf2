import { describe, expect, it } from 'vitest'
import { collectAll } from '../../src/collectors/collect-all.ts'
import type { Collector, CollectRequest } from '../../src/collectors/collector.ts'
import { ReadError } from '../../src/collectors/read-error.ts'

function collector(
  source: string,
  collect: (request: CollectRequest) => Promise<unknown>,
  deadlineMs = 60_000,
): Collector {
  return { source, role: 'read', permissions: [], targets: ['node'], deadlineMs, collect }
}

function options(signal = new AbortController().signal) {
  const read = { cluster: 'test', server: 'https://127.0.0.1', get: () => Promise.reject(new Error('not used')) }
  return { target: { kind: 'node', name: 'node-3' } as const, read, signal, now: () => 1000 }
}

const never = () => new Promise<never>(() => {})

describe('collectAll', () => {
  it('returns evidence by source, whatever answers first', async () => {
    const { evidence } = await collectAll([collector('b', async () => 2), collector('a', async () => 1)], options())
    expect(evidence.map(({ source, data }) => [source, data])).toEqual([
      ['a', 1],
      ['b', 2],
    ])
  })

  it('makes a gap of a refusal and goes on', async () => {
    const refused = collector('csrs', () => Promise.reject(new ReadError('forbidden', 'csrs is forbidden')))
    const { evidence, gaps } = await collectAll([refused, collector('node', async () => ({}))], options())
    expect(gaps).toEqual([{ source: 'csrs', reason: 'forbidden', detail: 'csrs is forbidden' }])
    expect(evidence).toHaveLength(1)
  })

  it('cuts off a source that ignores its deadline', async () => {
    const { gaps } = await collectAll([collector('slow', never, 1), collector('node', async () => ({}))], options())
    expect(gaps).toEqual([{ source: 'slow', reason: 'timeout', detail: 'no complete answer within 0.001 s' }])
  })

  it('ends with what it has when the whole diagnosis is stopped', async () => {
    const stop = new AbortController()
    const running = collectAll([collector('slow', never), collector('node', async () => ({}))], options(stop.signal))
    stop.abort(new DOMException('over', 'TimeoutError'))
    expect((await running).gaps.map(({ source, reason }) => [source, reason])).toContainEqual(['slow', 'timeout'])
  })

  it('waits for nobody once one source has found that it is in vain', async () => {
    const dead = collector('apiserver', async () => 'dead')
    const stopWhen = ({ data }: { readonly data: unknown }) => (data === 'dead' ? 'nobody answers' : undefined)
    const { gaps } = await collectAll([dead, collector('slow', never)], { ...options(), stopWhen })
    expect(gaps).toEqual([{ source: 'slow', reason: 'timeout', detail: 'nobody answers' }])
  })

  it('skips sources that do not fit the target', async () => {
    const other: Collector = { ...collector('pending-pods', async () => 1), targets: ['cluster'] }
    expect(await collectAll([other], options())).toEqual({ evidence: [], gaps: [] })
  })

  it('reports progress once for every source', async () => {
    const seen: string[] = []
    const failing = collector('b', () => Promise.reject(new Error('odd')))
    await collectAll([collector('a', async () => 1), failing], {
      ...options(),
      onProgress: ({ source, ok, total }) => seen.push(`${source} ${ok} of ${total}`),
    })
    expect(seen.sort()).toEqual(['a true of 2', 'b false of 2'])
  })
})
