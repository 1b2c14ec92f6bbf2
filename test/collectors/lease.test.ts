import { describe, expect, it } from 'vitest'
import { leaseCollector } from '../../src/collectors/lease.ts'
import { collectFrom, fixtureJson, fixtureText, type Route } from './recorded-reader.ts'

const path = '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/rig-node-1'

function collect(route: Route) {
  return collectFrom(leaseCollector, { [path]: route }, { kind: 'node', name: 'rig-node-1' })
}

describe('the lease collector', () => {
  it('keeps who renewed it, when, for how long, and for which Node', async () => {
    const body = fixtureText('node/kubelet-stopped-75s.lease.json')
    expect(await collect({ status: 200, body, date: 77 })).toEqual({
      name: 'rig-node-1',
      holder: 'rig-node-1',
      renewedAt: Date.UTC(2026, 10, 23, 19, 15, 56, 394),
      durationSeconds: 40,
      ownerUid: 'db688a04-e5a8-4bdf-8967-c7abfd70a576',
      serverTime: 77,
    })
  })

  it('takes 40 s when the Lease does not say how long it lasts', async () => {
    expect(await collect({ kind: 'Lease' })).toMatchObject({ durationSeconds: 40, renewedAt: 0, ownerUid: '' })
  })

  it('makes a gap of a missing Lease', async () => {
    const body = JSON.stringify({ kind: 'Status', message: 'leases.coordination.k8s.io "rig-node-1" not found' })
    await expect(collect({ status: 404, body })).rejects.toMatchObject({ reason: 'not-found' })
  })

  it('reads the Lease of a hung kubelet as it does any other', async () => {
    expect(await collect(fixtureJson('node/kubelet-hung-2m.lease.json'))).toMatchObject({ holder: 'rig-node-1' })
  })
})
