import { describe, expect, it } from 'vitest'
import { leaseCollector } from '../../src/collectors/lease.ts'
import { leaseProvider } from '../../src/facts/lease.ts'
import { factsFrom, fixtureText } from '../collectors/recorded-reader.ts'

const renewedAt = Date.UTC(2026, 10, 23, 19, 15, 56, 394)

function facts(date?: number) {
  const path = '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/rig-node-1'
  const body = fixtureText('node/kubelet-stopped-75s.lease.json')
  return factsFrom(leaseCollector, leaseProvider, { [path]: { status: 200, body, date } })
}

describe('the lease provider', () => {
  it('points at the renewal', async () => {
    expect(await facts()).toMatchObject([
      {
        kind: 'nodeLease',
        value: { renewedAt, durationSeconds: 40, holder: 'rig-node-1' },
        from: { source: 'lease', ref: 'Lease kube-node-lease/rig-node-1 .spec.renewTime' },
      },
    ])
  })

  it("puts the last renewal into the timeline when the Lease ran out by the server's clock", async () => {
    const [fact] = await facts(renewedAt + 41_000)
    expect(fact?.moment).toMatchObject({ at: renewedAt, tone: 'abnormal' })
  })

  it('keeps a running Lease out of the timeline, and one of which nobody knows', async () => {
    expect((await facts(renewedAt + 39_000))[0]).not.toHaveProperty('moment')
    expect((await facts())[0]).not.toHaveProperty('moment')
  })
})
