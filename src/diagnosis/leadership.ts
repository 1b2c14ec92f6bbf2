import type { EpochMs } from './evidence.ts'
import type { Fact } from './fact.ts'
import { type Because, because } from './rule.ts'
import { spanText } from './span.ts'

/**
 * A leader renews every 2 s; when one dies another takes over after 15 s, and a restart of the only one takes about as
 * long (client-go `leaderelection`: lease 15 s, renew deadline 10 s, retry 2 s).
 */
const leaderlessMs = 30_000

/** API servers renew their identity lease, and kubelets theirs, every 10 s. */
const writtenMs = 40_000

/** Whether one of the controllers has a leader. `unseen`: no lease here, as some managed control planes have it. */
export interface Leadership {
  readonly state: 'leads' | 'stopped' | 'released' | 'unseen'
  readonly lease?: Fact<'leaderLease'>
  /** Since the last renewal. */
  readonly silentMs: number
}

/** Components of which one leads, by the name of their Lease. */
export type Controller = 'kube-controller-manager' | 'kube-scheduler'

/** Who leads, and whether that one still renews its Lease by the cluster's clock `now`. */
export function leadershipOf(leases: readonly Fact<'leaderLease'>[], name: Controller, now: EpochMs): Leadership {
  const lease = leases.find(({ value }) => value.name === name)
  if (!lease) return { state: 'unseen', silentMs: 0 }
  const silentMs = now - lease.value.renewedAt
  if (silentMs <= leaderlessMs) return { state: 'leads', lease, silentMs }
  return { state: lease.value.holder === '' ? 'released' : 'stopped', lease, silentMs }
}

/** One line about the lease of a controller without a leader. Holders are `<host name>_<random UID>`. */
export function leaderlessLine({ lease, silentMs, state }: Leadership): Because {
  const name = lease?.value.name ?? ''
  const ago = `${spanText(silentMs)} ago`
  if (state === 'released') return because(`${name} gave its leader lease back ${ago}, and nobody took it`, lease)
  const holder = lease?.value.holder.replace(/_.*$/, '') ?? ''
  return because(`The leader lease of ${name} (held by ${holder}) was last renewed ${ago}, it lasts 15 s`, lease)
}

/** The kinds that `writesOf` reads, for a rule's `wants`. */
export const writeKinds = ['leaderLease', 'apiserverLease', 'siblingNode'] as const

/** Facts that tell whether writes reach etcd. */
export interface WriteFacts {
  readonly leaderLease: readonly Fact<'leaderLease'>[]
  readonly apiserverLease: readonly Fact<'apiserverLease'>[]
  readonly siblingNode: readonly Fact<'siblingNode'>[]
}

/** Who wrote to the cluster's storage of late, and who should have and did not. */
export interface Writes {
  /** A write that is the API server's or a controller's own: those need no network but the control plane's. */
  readonly inside?: Fact
  /** The freshest write of any node. */
  readonly outside?: Fact<'siblingNode'>
  /** The freshest identity lease, if it is overdue. */
  readonly overdueIdentity?: Fact<'apiserverLease'>
}

/** The freshest writes that Leases tell of, and the one that should be fresh and is not. */
export function writesOf(facts: WriteFacts, now: EpochMs): Writes {
  const identity = newest(facts.apiserverLease, ({ value }) => value.renewedAt)
  const leader = newest(facts.leaderLease, ({ value }) => value.renewedAt)
  const sibling = newest(facts.siblingNode, ({ value }) => value.leaseRenewedAt ?? 0)
  const isFresh = (at: EpochMs | undefined) => at !== undefined && now - at <= writtenMs
  const inside = isFresh(identity?.value.renewedAt) ? identity : isFresh(leader?.value.renewedAt) ? leader : undefined
  return {
    inside,
    outside: isFresh(sibling?.value.leaseRenewedAt) ? sibling : undefined,
    overdueIdentity: identity && !isFresh(identity.value.renewedAt) ? identity : undefined,
  }
}

function newest<F>(facts: readonly F[], timeOf: (fact: F) => EpochMs): F | undefined {
  return facts.reduce<F | undefined>((best, fact) => (!best || timeOf(fact) > timeOf(best) ? fact : best), undefined)
}
