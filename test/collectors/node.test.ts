import { describe, expect, it } from 'vitest'
import { nodeCollector } from '../../src/collectors/node.ts'
import { collectFrom, fixtureJson, fixtureText, type Route } from './recorded-reader.ts'

const path = '/api/v1/nodes/rig-node-1'
const namesPath = '/api/v1/nodes?includeObject=None&limit=1000'
const target = { kind: 'node', name: 'rig-node-1' } as const
const notFound = { status: 404, body: fixtureText('node/node-deleted-kubelet-running.node.json') }

function table(...names: readonly string[]): { kind: string } {
  return { kind: 'Table', rows: names.map((name) => ({ cells: [name, 'Ready'] })) } as { kind: string }
}

function collect(routes: Readonly<Record<string, Route>>) {
  return collectFrom(nodeCollector, routes, target)
}

describe('the node collector', () => {
  it('keeps of a recorded Node what rules read', async () => {
    const data = await collect({ [path]: fixtureJson('node/kubelet-stopped-75s.node.json') })
    expect(data).toMatchObject({
      node: {
        name: 'rig-node-1',
        uid: 'db688a04-e5a8-4bdf-8967-c7abfd70a576',
        runtimeVersion: 'containerd://1.6.20',
        unschedulable: false,
        taints: [
          { key: 'node.kubernetes.io/unreachable', effect: 'NoSchedule', addedAt: Date.UTC(2026, 10, 23, 19, 17, 3) },
        ],
      },
    })
    expect('node' in data && data.node.conditions.find(({ type }) => type === 'Ready')).toEqual({
      type: 'Ready',
      status: 'Unknown',
      reason: 'NodeStatusUnknown',
      message: 'Kubelet stopped posting node status.',
      changedAt: Date.UTC(2026, 10, 23, 19, 17, 3),
      heartbeatAt: Date.UTC(2026, 10, 23, 19, 15, 56),
    })
  })

  it('answers a 404 with the nearest names', async () => {
    const data = await collect({ [path]: notFound, [namesPath]: table('rig-node-2', 'rig-node-10', 'database') })
    expect(data).toEqual({ missing: true, name: 'rig-node-1', nearest: ['rig-node-10', 'rig-node-2'] })
  })

  it('looks through more than one page of names', async () => {
    const first = { ...table('aaa'), metadata: { continue: 'next page' } }
    const data = await collect({
      [path]: notFound,
      [namesPath]: first,
      [`${namesPath}&continue=next%20page`]: table('rig-node-2'),
    })
    expect(data).toMatchObject({ nearest: ['rig-node-2'] })
  })

  it('still says that the node is missing when names cannot be listed', async () => {
    expect(await collect({ [path]: notFound, [namesPath]: { status: 403 } })).toMatchObject({
      missing: true,
      nearest: [],
    })
  })

  it('does not take the 404 of a proxy for a missing node', async () => {
    const proxy = { status: 404, contentType: 'text/html', body: '<html>no such backend</html>' }
    await expect(collect({ [path]: proxy })).rejects.toMatchObject({ reason: 'not-found' })
  })

  it.each([
    [403, 'forbidden'],
    [504, 'timeout'],
  ])('makes a gap of status %i', async (status, reason) => {
    await expect(collect({ [path]: { status } })).rejects.toMatchObject({ reason })
  })

  it('reads a Node without status, as it is right after registration', async () => {
    const data = await collect({ [path]: { kind: 'Node', metadata: { name: 'rig-node-1' } } as { kind: string } })
    expect(data).toMatchObject({ node: { conditions: [], taints: [], bootId: '' } })
  })
})
