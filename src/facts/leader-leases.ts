import type { LeaderLease, LeaderLeasesData } from '../collectors/leader-leases.ts'
import type { Evidence } from '../diagnosis/evidence.ts'
import type { Fact, Moment } from '../diagnosis/fact.ts'
import { defineProvider } from './provider.ts'

/** A leader renews every 2 s; one that is a minute behind has stopped. */
const stoppedMs = 60_000

/** Who leads among the controllers, and whether API servers still write. */
export const leaderLeasesProvider = defineProvider<LeaderLeasesData>({
  source: 'leader-leases',
  provides: ['leaderLease', 'apiserverLease'],
  gaps: ({ source, data }) =>
    data.apiserversMissed ? [{ gap: { source, ...data.apiserversMissed }, kinds: ['apiserverLease'] }] : [],
  facts({ data, finishedAt }: Evidence<LeaderLeasesData>): readonly Fact[] {
    const now = data.serverTime ?? Math.max(...[...data.leaders, ...data.apiservers].map((lease) => lease.renewedAt))
    return [
      ...data.leaders.map((lease) => leaderFact(lease, now, finishedAt)),
      ...data.apiservers.map(
        ({ name, renewedAt }): Fact<'apiserverLease'> => ({
          kind: 'apiserverLease',
          value: { name, renewedAt },
          from: from(name, finishedAt),
        }),
      ),
    ]
  },
})

function leaderFact(lease: LeaderLease, now: number, readAt: number): Fact<'leaderLease'> {
  const { name, holder, renewedAt, durationSeconds } = lease
  const moment: Moment = {
    at: renewedAt,
    text: holder === '' ? `${name} gave its leader lease back` : `${name} renewed its leader lease for the last time`,
    tone: 'abnormal',
  }
  return {
    kind: 'leaderLease',
    value: { name, holder, renewedAt, durationSeconds },
    from: from(name, readAt),
    ...(now - renewedAt > stoppedMs && { moment }),
  }
}

function from(name: string, readAt: number): Fact['from'] {
  return { source: 'leader-leases', readAt, ref: `Lease kube-system/${name} .spec` }
}
