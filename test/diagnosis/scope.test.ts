import { describe, expect, it } from 'vitest'
import type { FactShapes } from '../../src/diagnosis/fact.ts'
import { scopeOf } from '../../src/diagnosis/scope.ts'
import { ago, fact, now } from './facts-builder.ts'

type Sibling = FactShapes['siblingNode']

const zone = 'topology.kubernetes.io/zone'
const pool = 'eks.amazonaws.com/nodegroup'

function node(name: string, changes: Partial<Sibling> = {}): Sibling {
  const ready = { ready: 'True', reason: '', message: '' } as const
  const place = { uid: name, unschedulable: false, kubeletVersion: 'v1.33.1', createdAt: 0, labels: {} }
  return { name, ...ready, ...place, ...changes }
}

const sick = (name: string, labels: Sibling['labels'] = {}, changes: Partial<Sibling> = {}) =>
  node(name, { ready: 'False', labels, ...changes })

function scope(...nodes: readonly Sibling[]) {
  return scopeOf({ siblings: nodes.map((value) => fact('siblingNode', value)), now })
}

describe('scopeOf', () => {
  it('is unknown without siblings', () => {
    expect(scope()).toEqual({ total: 0, sick: [], level: 'unknown', shared: [] })
  })

  it('sees that nobody is sick', () => {
    expect(scope(node('a'), node('b'))).toMatchObject({ level: 'none', total: 2 })
  })

  it('sees one sick node, and calls nothing shared', () => {
    expect(scope(node('a', { labels: { [zone]: 'x' } }), sick('b', { [zone]: 'y' }))).toMatchObject({
      level: 'node',
      sick: ['b'],
      shared: [],
    })
  })

  it('counts a Ready node whose Lease has run out as sick', () => {
    const silent = node('a', { leaseRenewedAt: ago(90), leaseSeconds: 40 })
    expect(scope(silent, node('b', { leaseRenewedAt: ago(9), leaseSeconds: 40 })).sick).toEqual(['a'])
  })

  it('finds the zone that the sick share', () => {
    const { level, shared } = scope(
      sick('a1', { [zone]: 'a' }),
      sick('a2', { [zone]: 'a' }),
      node('b1', { labels: { [zone]: 'b' } }),
      node('b2', { labels: { [zone]: 'b' } }),
    )
    expect([level, shared]).toEqual(['group', [{ label: zone, value: 'a' }]])
  })

  it('compares workers with workers: a control-plane node reaches the API server by another way', () => {
    const labels = { [zone]: 'a' }
    const master = node('cp', { labels: { ...labels, 'node-role.kubernetes.io/control-plane': '' } })
    const nodes = [sick('a1', labels), sick('a2', labels), master, node('b1', { labels: { [zone]: 'b' } })]
    expect(scope(...nodes)).toMatchObject({ level: 'group', shared: [{ label: zone, value: 'a' }] })
  })

  it('calls nothing shared that healthy nodes have too', () => {
    const labels = { [zone]: 'a' }
    expect(scope(sick('a1', labels), sick('a2', labels), node('a3', { labels }))).toMatchObject({
      level: 'many',
      shared: [],
    })
  })

  it('lets one straggler in ten pass', () => {
    const zoneA = Array.from({ length: 19 }, (_, index) => sick(`a${index}`, { [zone]: 'a' }))
    const late = node('a19', { labels: { [zone]: 'a' } })
    const zoneB = ['b1', 'b2'].map((name) => node(name, { labels: { [zone]: 'b' } }))
    expect(scope(...zoneA, late, ...zoneB).shared).toEqual([{ label: zone, value: 'a', stragglers: true }])
  })

  it('compares sick workers with workers: control-plane nodes have their API server at hand', () => {
    const labels = { [zone]: 'a', 'node-role.kubernetes.io/control-plane': '' }
    const workers = [sick('a1', { [zone]: 'a' }), sick('a2', { [zone]: 'a' }), node('b1', { labels: { [zone]: 'b' } })]
    expect(scope(...workers, node('cp-1', { labels })).shared).toEqual([{ label: zone, value: 'a' }])
    const allWorkers = workers.map((worker) => ({ ...worker, ready: 'False' as const }))
    expect(scope(...allWorkers, node('cp-1', { labels })).shared).toEqual([])
  })

  it('names the place before the pool before the version', () => {
    const traits = { kubeletVersion: 'v1.34.0', osImage: 'Bottlerocket 1.30' }
    const labels = { [pool]: 'new', [zone]: 'a', 'example.com/rack': 'r7', 'app.example.com/team': 'x' }
    const { shared } = scope(sick('a', labels, traits), sick('b', labels, traits), node('c'))
    expect(shared.map(({ label }) => label)).toEqual([zone, pool, 'example.com/rack', 'kubelet version', 'OS image'])
  })

  it('does not call what a dead runtime looks like shared', () => {
    const dead = { runtimeVersion: 'containerd://Unknown' }
    expect(scope(sick('a', {}, dead), sick('b', {}, dead), node('c')).shared).toEqual([])
  })

  it('sees that all are sick, and then calls nothing shared', () => {
    const labels = { [zone]: 'a' }
    expect(scope(sick('a', labels), sick('b', labels))).toMatchObject({ level: 'all', shared: [] })
  })

  it('does not call all what is only all that was read', () => {
    const count = fact('siblingCount', { total: 7_000 })
    const siblings = [sick('a'), sick('b')].map((value) => fact('siblingNode', value))
    expect(scopeOf({ siblings, count, now })).toMatchObject({ total: 7_000, level: 'many' })
  })

  it('gives the same answer in any order', () => {
    const nodes = [sick('c', { [zone]: 'a', pool: 'p' }), sick('a', { pool: 'p', [zone]: 'a' }), node('b')]
    expect(scope(...nodes)).toEqual(scope(...nodes.toReversed()))
  })

  const silent = (name: string, seconds: number, labels: Sibling['labels'] = {}) =>
    node(name, {
      ready: 'Unknown',
      reason: 'NodeStatusUnknown',
      leaseRenewedAt: ago(seconds),
      leaseSeconds: 40,
      labels,
    })

  it('does not call nodes that fell silent half an hour apart one trouble', () => {
    const labels = { [zone]: 'a' }
    const nodes = [silent('a1', 2_700, labels), silent('a2', 780, labels), node('b', { labels: { [zone]: 'b' } })]
    expect(scope(...nodes)).toMatchObject({ level: 'node', sick: ['a1', 'a2'], alike: ['a1'], shared: [] })
  })

  it('does not call silent nodes and nodes that say what is wrong one trouble', () => {
    const cni = { reason: 'KubeletNotReady', message: 'cni plugin not initialized' }
    const nodes = [silent('a', 300), silent('b', 310), sick('c', {}, cni), node('d')]
    expect(scope(...nodes)).toMatchObject({ level: 'many', sick: ['a', 'b', 'c'], alike: ['a', 'b'] })
  })

  it('judges a node with those that are sick in its way', () => {
    const siblings = [silent('a', 300), silent('b', 310), sick('c', {}, { reason: 'KubeletNotReady' }), node('d')]
    const facts = siblings.map((value) => fact('siblingNode', value))
    const target = { kind: 'node', name: 'c' } as const
    expect(scopeOf({ siblings: facts, now, target })).toMatchObject({ level: 'node', alike: ['c'] })
  })

  it('does not count a node whose Lease is fresh among the silent', () => {
    const recovering = node('c', { ready: 'Unknown', leaseRenewedAt: ago(4), leaseSeconds: 40 })
    expect(scope(silent('a', 300), silent('b', 300), recovering, node('d')).alike).toEqual(['a', 'b'])
  })

  it('says when only workers were compared', () => {
    const labels = { [zone]: 'a' }
    const master = node('cp', { labels: { ...labels, 'node-role.kubernetes.io/control-plane': '' } })
    const nodes = [sick('a1', labels), sick('a2', labels), master, node('b1', { labels: { [zone]: 'b' } })]
    expect(scope(...nodes).peers).toBe('workers')
  })
})
