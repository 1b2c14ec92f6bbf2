import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/worker/run-store.ts'

describe('createMemoryStore', () => {
  const roomy = { items: 10, ageMs: 1_000, characters: 1_000 }

  it('gives back what was saved, under an id of its own', async () => {
    const store = createMemoryStore<{ value: number }>(() => 0, roomy)
    const [first, second] = [await store.save({ value: 1 }), await store.save({ value: 1 })]
    expect(first).not.toBe(second)
    expect(await store.load(first)).toEqual({ value: 1 })
    expect(await store.load('never saved')).toBeUndefined()
  })

  it('keeps what it was given, whatever happens to it later', async () => {
    const store = createMemoryStore<{ list: number[] }>(() => 0, roomy)
    const item = { list: [1] }
    const id = await store.save(item)
    item.list.push(2)
    expect(await store.load(id)).toEqual({ list: [1] })
  })

  it('forgets the oldest when there are too many', async () => {
    const store = createMemoryStore<number>(() => 0, { ...roomy, items: 2 })
    const ids = [await store.save(1), await store.save(2), await store.save(3)]
    expect(await Promise.all(ids.map((id) => store.load(id)))).toEqual([undefined, 2, 3])
  })

  it('forgets the oldest when all together are too long', async () => {
    const store = createMemoryStore<string>(() => 0, { ...roomy, characters: 100 })
    const ids = [await store.save('a'.repeat(40)), await store.save('b'.repeat(40)), await store.save('c'.repeat(40))]
    const kept = await Promise.all(ids.map((id) => store.load(id)))
    expect(kept.map((text) => text?.[0])).toEqual([undefined, 'b', 'c'])
  })

  it('forgets what is too old', async () => {
    let now = 0
    const store = createMemoryStore<string>(() => now, roomy)
    const id = await store.save('x')
    now = 1_000
    expect(await store.load(id)).toBe('x')
    now = 1_001
    expect(await store.load(id)).toBeUndefined()
  })
})
