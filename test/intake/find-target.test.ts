import { describe, expect, it } from 'vitest'
import { findTarget } from '../../src/intake/find-target.ts'
import type { Inventory } from '../../src/intake/inventory.ts'
import { nodeOptions } from '../../src/intake/options.ts'

function knowing(names: readonly string[], total = names.length): Inventory {
  const nodes = names.map((name) => ({ name, status: 'Ready', sick: name.endsWith('-sick') }))
  return { nodes: async () => ({ list: { nodes, total, readAt: 0 } }) }
}

const node = (name: string) => ({ kind: 'found', target: { kind: 'node', name } })
const some = knowing(['worker-1', 'worker-10', 'worker-2', 'gpu-a', 'ip-10-0-0-1.ec2.internal'])

describe('findTarget', () => {
  it.each([
    ['worker-2', node('worker-2')],
    ['WORKER-2', node('worker-2')],
    ['node/worker-2', node('worker-2')],
    ['worker-1', node('worker-1')],
    ['g', node('gpu-a')],
    ['ip-10', node('ip-10-0-0-1.ec2.internal')],
    ['control-plane', { kind: 'found', target: { kind: 'control-plane' } }],
    ['cluster', { kind: 'found', target: { kind: 'cluster' } }],
    ['worker', { kind: 'unclear', typed: 'worker', near: ['worker-1', 'worker-10', 'worker-2'], fits: 3 }],
    ['wroker-2', { kind: 'unclear', typed: 'wroker-2', near: expect.arrayContaining(['worker-2']), fits: 0 }],
    ['worker_2', { kind: 'unclear', typed: 'worker-2', near: expect.arrayContaining(['worker-2']), fits: 0 }],
    ['zzzzzzzzz', { kind: 'unclear', typed: 'zzzzzzzzz', near: [], fits: 0 }],
    ['pod/a/b', { kind: 'invalid', problem: expect.stringContaining('a target is node/<name>') }],
    ['!!!', { kind: 'invalid', problem: expect.stringContaining('cannot be a node name') }],
  ])('%s', async (typed, expected) => {
    expect(await findTarget(typed, 'production', some)).toEqual(expected)
  })

  it('reads again before it denies a node', async () => {
    const asked: number[] = []
    const inventory: Inventory = {
      async nodes(_cluster, { maxAgeMs }) {
        asked.push(maxAgeMs)
        const name = asked.length > 1 ? 'new-1' : 'old-1'
        return { list: { nodes: [{ name, status: 'Ready', sick: false }], total: 1, readAt: 0 } }
      },
    }
    expect(await findTarget('new-1', 'production', inventory)).toEqual(node('new-1'))
    expect(asked[1]).toBeLessThan(asked[0] ?? 0)
  })

  it('believes the name where the list cannot be read or is not complete', async () => {
    const broken: Inventory = { nodes: async () => ({ problem: 'timeout' }) }
    expect(await findTarget('any-1', 'production', broken)).toEqual(node('any-1'))
    expect(await findTarget('any-1', 'production', knowing(['worker-1'], 9_000))).toEqual(node('any-1'))
  })
})

describe('nodeOptions', () => {
  it('offers at most a hundred nodes, sick ones first, then those that begin as typed', async () => {
    const names = [...Array.from({ length: 150 }, (_, index) => `a-b${index}`), 'b-1', 'a-b-sick']
    const options = await nodeOptions('b', 'nodes of production', ['production'], knowing(names))
    expect(options).toHaveLength(100)
    expect(options.slice(0, 2).map(({ value }) => value)).toEqual(['a-b-sick', 'b-1'])
  })

  it('keeps long names within what an option takes', async () => {
    const long = `${'a'.repeat(100)}-1`
    const [option] = await nodeOptions('', 'nodes of production', ['production'], knowing([long]))
    expect(option?.text.text.length).toBeLessThanOrEqual(75)
    expect(long.startsWith(option?.value ?? '?')).toBe(true)
  })

  it('offers nothing of a cluster that cannot be read', async () => {
    const broken: Inventory = { nodes: async () => ({ problem: 'timeout' }) }
    expect(await nodeOptions('', 'nodes of production', ['production'], broken)).toEqual([])
  })
})
