import { describe, expect, it } from 'vitest'
import { leaderLeasesProvider } from '../../src/facts/leader-leases.ts'
import { recordedLeases } from '../diagnosis/control-plane-facts.ts'

const evidence = { source: 'leader-leases', startedAt: 0, finishedAt: 0 }

describe('leader-leases', () => {
  it('puts the last renewal of a controller that stopped into the timeline', async () => {
    const { facts } = await recordedLeases('controller-manager-stopped')
    expect(facts.flatMap(({ moment }) => moment ?? [])).toEqual([
      {
        at: Date.parse('2026-11-23T19:12:11.135Z'),
        text: 'kube-controller-manager renewed its leader lease for the last time',
        tone: 'abnormal',
      },
    ])
  })

  it('leaves healthy renewals out of it', async () => {
    const { facts } = await recordedLeases('healthy')
    expect(facts.map(({ moment }) => moment)).toEqual([undefined, undefined, undefined])
  })

  it("judges by the server's clock where it told", () => {
    const lease = { name: 'kube-scheduler', holder: '', renewedAt: 1_000, durationSeconds: 1 }
    const data = { leaders: [lease], apiservers: [], serverTime: 100_000 }
    const [fact] = leaderLeasesProvider.facts({ ...evidence, data })
    expect(fact?.moment?.text).toBe('kube-scheduler gave its leader lease back')
  })

  it('tells which leases could not be read', () => {
    const apiserversMissed = { reason: 'forbidden', detail: 'cannot list leases' } as const
    const data = { leaders: [], apiservers: [], apiserversMissed }
    expect(leaderLeasesProvider.gaps?.({ ...evidence, data })).toEqual([
      { gap: { source: 'leader-leases', ...apiserversMissed }, kinds: ['apiserverLease'] },
    ])
  })

  it('has nothing to say of a control plane that shows no leases', () => {
    expect(leaderLeasesProvider.facts({ ...evidence, data: { leaders: [], apiservers: [] } })).toEqual([])
  })
})
