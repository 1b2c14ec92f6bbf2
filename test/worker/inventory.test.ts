import { describe, expect, it } from 'vitest'
import type { ClusterReader } from '../../src/collectors/cluster-reader.ts'
import { createManualClock } from '../../src/playground/cluster/manual-clock.ts'
import { createInventory } from '../../src/worker/inventory.ts'

const columnDefinitions = [{ name: 'Name' }, { name: 'Status' }]

function tableOf(rows: readonly (readonly [string, string])[], metadata = {}): string {
  const cells = rows.map(([name, status]) => ({ cells: [name, status], object: { metadata: { name } } }))
  return JSON.stringify({ kind: 'Table', columnDefinitions, rows: cells, metadata })
}

function setUp(answer: (path: string) => Promise<string>) {
  const clock = createManualClock(0)
  const asked: string[] = []
  const reader: ClusterReader = {
    cluster: 'production',
    server: 'https://127.0.0.1:6443',
    async get(path) {
      asked.push(path)
      return { status: 200, contentType: 'application/json', body: await answer(path) }
    },
  }
  const connectTo = async (cluster: string) => {
    if (cluster === 'production') return reader
    throw new Error('no such file')
  }
  return { clock, asked, inventory: createInventory({ connectTo, clock }) }
}

const options = { maxAgeMs: 30_000, withinMs: 1_000 }
const two = tableOf([
  ['node-1', 'Ready'],
  ['node-2', 'NotReady'],
])

describe('createInventory', () => {
  it('lists names with their status', async () => {
    const { inventory } = setUp(async () => two)
    expect(await inventory.nodes('production', options)).toEqual({
      list: {
        readAt: 0,
        total: 2,
        nodes: [
          { name: 'node-1', status: 'Ready', sick: false },
          { name: 'node-2', status: 'NotReady', sick: true },
        ],
      },
    })
  })

  it('reads once for many questions, and again when the list is old', async () => {
    const { inventory, clock, asked } = setUp(async () => two)
    await Promise.all([inventory.nodes('production', options), inventory.nodes('production', options)])
    clock.advance(30_000)
    await inventory.nodes('production', options)
    expect(asked).toHaveLength(1)
    clock.advance(1)
    await inventory.nodes('production', options)
    expect(asked).toHaveLength(2)
  })

  it('reads on over pages', async () => {
    const { inventory, asked } = setUp(async (path) =>
      path.includes('continue=')
        ? tableOf([['node-2', 'Ready']])
        : tableOf([['node-1', 'Ready']], { continue: 'a/b', remainingItemCount: 1 }),
    )
    expect(await inventory.nodes('production', options)).toMatchObject({ list: { total: 2 } })
    expect(asked[1]).toContain('continue=a%2Fb')
  })

  it('gives up waiting, goes on reading, and has the list the next time', async () => {
    let answer: (body: string) => void = () => {}
    const { inventory, clock, asked } = setUp(
      () =>
        new Promise((resolve) => {
          answer = resolve
        }),
    )
    const first = inventory.nodes('production', options)
    await clock.advanceAsync(1_000, 1_000)
    expect(await first).toEqual({ problem: 'the API server gave no list of nodes within 1 s' })
    answer(two)
    expect(await inventory.nodes('production', options)).toMatchObject({ list: { total: 2 } })
    expect(asked).toHaveLength(1)
  })

  it('gives the old list where a new one cannot be read', async () => {
    let body = two
    const { inventory, clock } = setUp(async () => body)
    await inventory.nodes('production', options)
    body = '{}'
    clock.advance(60_000)
    expect(await inventory.nodes('production', options)).toMatchObject({ list: { readAt: 0 } })
  })

  it('says why there is no list', async () => {
    const { inventory } = setUp(async () => two)
    expect(await inventory.nodes('staging', options)).toEqual({ problem: 'no such file' })
  })
})
