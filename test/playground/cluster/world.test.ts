import { describe, expect, it } from 'vitest'
import { listNodes } from '../../../src/playground/cluster/objects/node-object.ts'
import type { PodObject } from '../../../src/playground/cluster/objects/pod-object.ts'
import { EVENTS, PODS } from '../../../src/playground/cluster/objects/resource-types.ts'
import { createWorld } from '../../../src/playground/cluster/world.ts'

describe('a simulated cluster', () => {
  it('has three control-plane nodes and six workers in three zones by default', () => {
    const { store } = createWorld()
    const nodes = [...listNodes(store)]
    expect(nodes.map(({ metadata }) => metadata.name)).toEqual([
      'cp-1',
      'cp-2',
      'cp-3',
      'node-1',
      'node-2',
      'node-3',
      'node-4',
      'node-5',
      'node-6',
    ])
    const zones = nodes.map(({ metadata }) => metadata.labels?.['topology.kubernetes.io/zone'])
    expect(new Set(zones)).toEqual(new Set(['eu-west-1a', 'eu-west-1b', 'eu-west-1c']))
  })

  it('runs static pods, node agents, cluster DNS and a shop', () => {
    const { store } = createWorld()
    const pods = [...store.list(PODS)] as PodObject[]
    const count = (is: (pod: PodObject) => boolean) => pods.filter(is).length
    expect(count(({ metadata }) => metadata.labels?.['tier'] === 'control-plane')).toBe(12)
    expect(count(({ metadata }) => metadata.labels?.['k8s-app'] === 'kube-proxy')).toBe(9)
    expect(count(({ metadata }) => metadata.labels?.['k8s-app'] === 'kube-dns')).toBe(2)
    expect(count(({ metadata }) => metadata.namespace === 'shop')).toBe(24)
    expect(pods.every(({ status }) => status.phase === 'Running')).toBe(true)
    expect(new Set(pods.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).size).toBe(pods.length)
  })

  it('stays as it is while nothing is broken: an hour without Events, with fresh leases', () => {
    const world = createWorld()
    const before = [...listNodes(world.store)].map(({ metadata, spec }) => [metadata.uid, spec])
    world.clock.advance(3_600_000)
    expect([...world.store.list(EVENTS)]).toEqual([])
    expect([...listNodes(world.store)].map(({ metadata, spec }) => [metadata.uid, spec])).toEqual(before)
    const leases = [
      ...world.store.list({ group: 'coordination.k8s.io', version: 'v1', resource: 'leases' }, 'kube-node-lease'),
    ]
    const ages = leases.map(
      (lease) => world.clock.now() - Date.parse((lease['spec'] as { renewTime: string }).renewTime),
    )
    expect(ages).toHaveLength(9)
    expect(Math.max(...ages)).toBeLessThanOrEqual(10_400)
  })

  it('writes an unchanged status every five minutes only', () => {
    const world = createWorld()
    world.clock.advance(1_000_000)
    const ages = [...listNodes(world.store)].map(
      ({ status }) => world.clock.now() - Date.parse(status.conditions?.[3]?.lastHeartbeatTime ?? ''),
    )
    expect(Math.max(...ages)).toBeGreaterThan(60_000)
    expect(Math.max(...ages)).toBeLessThanOrEqual(312_000)
  })

  it('is the same for the same seed, and another for another', () => {
    const contents = (seed: number) => JSON.stringify([...createWorld({ seed }).store.list(PODS)])
    expect(contents(7)).toBe(contents(7))
    expect(contents(7)).not.toBe(contents(8))
  })

  it('keeps Events for an hour', () => {
    const world = createWorld()
    world.inject('node-cordoned', { node: 'node-2' })
    world.clock.advance(60_000)
    expect([...world.store.list(EVENTS)]).toHaveLength(1)
    world.clock.advance(3_600_000)
    expect([...world.store.list(EVENTS)]).toEqual([])
  })

  it('makes hundreds of nodes with unique names, addresses and ranges', () => {
    const { store } = createWorld({ nodes: 700, podsPerNode: 1 })
    const nodes = [...listNodes(store)]
    expect(new Set(nodes.map(({ status }) => JSON.stringify(status['addresses']))).size).toBe(703)
    expect(new Set(nodes.map(({ spec }) => spec.podCIDR)).size).toBe(703)
    expect(new Set(nodes.map(({ spec }) => spec.providerID)).size).toBe(703)
  })
})
