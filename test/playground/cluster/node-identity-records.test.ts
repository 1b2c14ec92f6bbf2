import { describe, expect, it } from 'vitest'
import { getLease } from '../../../src/playground/cluster/objects/lease-object.ts'
import { getNode } from '../../../src/playground/cluster/objects/node-object.ts'
import type { World } from '../../../src/playground/cluster/world.ts'
import { readRecord, secondsAfterFault } from './record.ts'
import { eventsSince, pass, pods, RIG, rigNode, rigWorld } from './rig.ts'

function deleted(): World {
  const world = rigWorld()
  world.inject('node-object-deleted', { node: RIG })
  return world
}

describe('a deleted Node whose kubelet runs, as node-deleted-kubelet-running', () => {
  const record = readRecord('node-deleted-kubelet-running')

  it('is not registered again, and its Lease goes with it', () => {
    const world = deleted()
    pass(world, secondsAfterFault(record, record.recordedAt))
    expect(record.node).toBeNull()
    expect(getNode(world.store, RIG)).toBeUndefined()
    expect(record.leases[RIG]).toBeUndefined()
    expect(getLease(world.store, 'kube-node-lease', RIG)).toBeUndefined()
    expect(pods(world)).toHaveLength(3)
  })

  it('is removed from the controller within its period', () => {
    const world = deleted()
    const since = world.clock.now()
    pass(world, 6)
    const told = eventsSince(world, 'Node', since).map(({ reason, message, involvedObject }) => ({
      reason,
      message,
      apiVersion: involvedObject.apiVersion,
    }))
    expect(told).toEqual(
      record.events.map(({ reason, message, involvedObject }) => ({
        reason,
        message,
        apiVersion: involvedObject.apiVersion,
      })),
    )
  })

  it('loses its pods when the quarantine of the garbage collector ends', () => {
    const world = deleted()
    pass(world, 65)
    expect(pods(world).filter(({ spec }) => spec.nodeName)).toEqual([])
  })
})

describe('a kubelet that is restarted after that, as node-reregistered', () => {
  const record = readRecord('node-reregistered')

  function restarted() {
    const world = deleted()
    const before = world.clock.now()
    pass(world, 41)
    const since = world.clock.now()
    world.heal('node-object-deleted', { node: RIG })
    pass(world, secondsAfterFault(record, record.recordedAt))
    return { world, before, since }
  }

  it('registers a new Node with another UID, ready after a second', () => {
    const old = rigNode(rigWorld()).metadata.uid
    const { world } = restarted()
    const node = rigNode(world)
    expect(node.metadata.uid).not.toBe(old)
    const since = (type: string, conditions: readonly { type: string; lastTransitionTime: string }[] = []) =>
      Date.parse(conditions.find((condition) => condition.type === type)?.lastTransitionTime ?? '')
    const apart = (conditions: readonly { type: string; lastTransitionTime: string }[] = []) =>
      (since('Ready', conditions) - since('DiskPressure', conditions)) / 1_000
    expect(Math.abs(apart(node.status.conditions) - apart(record.node?.conditions))).toBeLessThanOrEqual(1)
    expect(node.status.conditions?.map(({ reason }) => reason)).toEqual(
      record.node?.conditions.map(({ reason }) => reason),
    )
  })

  it('tells the same in Events', () => {
    const { world, since } = restarted()
    const reasons = (events: readonly { reason: string }[]) => [...new Set(events.map(({ reason }) => reason))].sort()
    expect(reasons(eventsSince(world, 'Node', since))).toEqual(reasons(record.events))
  })

  it('has no Lease yet: the first try came before the Node', () => {
    const { world } = restarted()
    expect(record.leases[RIG]).toBeUndefined()
    expect(getLease(world.store, 'kube-node-lease', RIG)).toBeUndefined()
    pass(world, 10)
    expect(getLease(world.store, 'kube-node-lease', RIG)?.metadata.ownerReferences?.[0]?.uid).toBe(
      rigNode(world).metadata.uid,
    )
  })
})
