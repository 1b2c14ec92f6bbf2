import type { EpochMs } from './evidence.ts'
import type { Fact } from './fact.ts'
import { type Because, because } from './rule.ts'
import { spanText } from './span.ts'

/**
 * How long the node controller waits before it marks a silent node, with the margin of its own period. 40 s until
 * Kubernetes 1.31, 50 s since (kube-controller-manager, `--node-monitor-grace-period`).
 */
const markingGraceMs = 60_000

/**
 * Whether the node still reports, judged by its Lease: conditions of a healthy node may be five minutes old.
 * `beating` the Lease runs · `silent` it ran out, or it cannot be judged and Ready is Unknown · `clock-off` the node's clock
 * is wrong: the Lease lies in the future, or it looks stale while a working controller-manager keeps the node Ready ·
 * `unknown` nothing to judge by.
 */
export interface Heartbeat {
  readonly state: 'beating' | 'silent' | 'clock-off' | 'unknown'
  /** Since the last sign of life; absent when nobody knows. */
  readonly silentMs?: number
  readonly lease?: Fact<'nodeLease'>
  /** The Ready condition. */
  readonly ready?: Fact<'nodeCondition'>
}

/** A Lease renewed this far in the future was written by a clock that is ahead, and its age says nothing. */
export const clockSlackMs = 30_000

/** Facts that a heartbeat is judged from. */
export interface HeartbeatFacts {
  readonly nodeCondition: readonly Fact<'nodeCondition'>[]
  readonly nodeLease: readonly Fact<'nodeLease'>[]
  readonly leaderLease: readonly Fact<'leaderLease'>[]
}

/** The kinds that `heartbeatOf` reads, for a rule's `wants`. */
export const heartbeatWants = ['nodeLease', 'leaderLease'] as const

/** Judges by the Lease whether the node's kubelet still reports; without a Lease, by the conditions. */
export function heartbeatOf(facts: HeartbeatFacts, now: EpochMs): Heartbeat {
  const ready = facts.nodeCondition.find(({ value }) => value.type === 'Ready')
  const lease = facts.nodeLease.find(({ value }) => value.renewedAt > 0)
  if (!lease) return withoutLease(ready, now)
  const silentMs = (lease.value.seenAt ?? now) - lease.value.renewedAt
  if (silentMs < -clockSlackMs) return withFutureLease(lease, ready, now)
  if (silentMs <= lease.value.durationSeconds * 1000) return { state: 'beating', silentMs, lease, ready }
  const isMarkedInTime = ready?.value.status !== 'True' || silentMs <= markingGraceMs
  const state = isMarkedInTime || !controllerWorks(facts.leaderLease, now) ? 'silent' : 'clock-off'
  return { state, silentMs, lease, ready }
}

/** The node controller judges by its own clock whether renewals arrive, so Ready can be trusted here. */
function withFutureLease(lease: Fact<'nodeLease'>, ready: Fact<'nodeCondition'> | undefined, now: EpochMs): Heartbeat {
  if (ready?.value.status !== 'Unknown') return { state: 'clock-off', lease, ready }
  return { state: 'silent', lease, ready, silentMs: now - (ready.value.changedAt ?? now) }
}

function withoutLease(ready: Fact<'nodeCondition'> | undefined, now: EpochMs): Heartbeat {
  if (ready?.value.status !== 'Unknown') return { state: 'unknown', ready }
  const { heartbeatAt, changedAt } = ready.value
  const last = heartbeatAt ?? changedAt
  return { state: 'silent', ready, ...(last !== undefined && { silentMs: now - last }) }
}

/** Whether somebody who would mark silent nodes is at work: it renews its leader lease every 2 s. */
function controllerWorks(leases: readonly Fact<'leaderLease'>[], now: EpochMs): boolean {
  const lease = leases.find(({ value }) => value.name === 'kube-controller-manager')
  return lease !== undefined && now - lease.value.renewedAt <= lease.value.durationSeconds * 1000
}

/** Because-lines about the silence: the Lease, and what Ready says beside it. */
export function silenceLines({ lease, ready, silentMs = 0 }: Heartbeat): readonly Because[] {
  const lines: Because[] = []
  if (lease) {
    const { durationSeconds } = lease.value
    lines.push(because(`The Lease was last renewed ${spanText(silentMs)} ago and lasts ${durationSeconds} s`, lease))
  }
  if (ready) lines.push(because(readyText(ready, silentMs), ready))
  return lines
}

function readyText({ value }: Fact<'nodeCondition'>, silentMs: number): string {
  if (value.status === 'Unknown') return `Ready is Unknown (${value.reason}): nobody writes it any more`
  if (value.status === 'False') return `Ready is False, as the kubelet last said: ${value.message}`
  return silentMs <= markingGraceMs
    ? 'Ready still says True: the node controller waits 40 to 50 s before it marks a silent node'
    : 'Ready still says True: nobody is left to mark the node, look at the controller-manager too'
}
