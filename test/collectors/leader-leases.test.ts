import { describe, expect, it } from 'vitest'
import { leaderLeasesCollector } from '../../src/collectors/leader-leases.ts'
import { ReadError } from '../../src/collectors/read-error.ts'
import { leaderLeaseRoutes } from './leader-lease-routes.ts'
import { collectFrom, type Route } from './recorded-reader.ts'

const target = { kind: 'control-plane' } as const
const collect = (routes: Readonly<Record<string, Route>>) => collectFrom(leaderLeasesCollector, routes, target)
const missing = { status: 404, body: '{"kind":"Status","message":"leases \\"kube-scheduler\\" not found","code":404}' }

describe('leader-leases', () => {
  it('reads who leads, and that the API server writes', async () => {
    const { leaders, apiservers } = await collect(leaderLeaseRoutes('healthy'))
    expect(leaders.map(({ name }) => name)).toEqual(['kube-controller-manager', 'kube-scheduler'])
    expect(leaders[0]).toMatchObject({ durationSeconds: 15, renewedAt: Date.parse('2026-11-23T18:57:10.435Z') })
    expect(apiservers).toMatchObject([{ renewedAt: Date.parse('2026-11-23T18:57:04.817Z') }])
  })

  it('sees that a stopped scheduler gave its lease back', async () => {
    const { leaders } = await collect(leaderLeaseRoutes('scheduler-stopped'))
    expect(leaders[1]).toMatchObject({ name: 'kube-scheduler', holder: '', durationSeconds: 1 })
  })

  it('leaves absent leases out: managed control planes show none', async () => {
    const routes = leaderLeaseRoutes('healthy', { 'kube-controller-manager': missing, 'kube-scheduler': missing })
    expect((await collect(routes)).leaders).toEqual([])
  })

  it('does without identity leases, and tells so', async () => {
    const refused = new ReadError('forbidden', 'cannot list leases')
    const data = await collect(leaderLeaseRoutes('healthy', { identities: refused }))
    expect([data.leaders.length, data.apiservers.length]).toEqual([2, 0])
    expect(data.apiserversMissed).toEqual({ reason: 'forbidden', detail: 'cannot list leases' })
  })

  it('is a gap when a leader lease may not be read', async () => {
    const forbidden = { status: 403, body: '{"message":"leases is forbidden"}' }
    const routes = leaderLeaseRoutes('healthy', { 'kube-scheduler': forbidden })
    await expect(collect(routes)).rejects.toMatchObject({ reason: 'forbidden' })
  })
})
