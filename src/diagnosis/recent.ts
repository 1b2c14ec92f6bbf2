import type { EpochMs } from './evidence.ts'
import type { Fact } from './fact.ts'

/** Minutes in milliseconds. */
export function minutes(count: number): number {
  return count * 60_000
}

/** An Event about the node, or about a pod on it. */
export type AnyEvent = Fact<'event'> | Fact<'podEvent'>

/** Events that happened (also) within the last `windowMs`. The API keeps Events for an hour: older trouble may be over. */
export function recentEvents<E extends AnyEvent>(events: readonly E[], now: EpochMs, windowMs: number): readonly E[] {
  return events.filter(({ value }) => value.lastAt > now - windowMs)
}

/** Log lines of the last `windowMs`; a line without a time may be of any age and is left out. */
export function recentLines(
  lines: readonly Fact<'logLine'>[],
  now: EpochMs,
  windowMs: number,
): readonly Fact<'logLine'>[] {
  return lines.filter(({ value }) => value.at !== undefined && value.at > now - windowMs)
}

/** The newest of the Events. */
export function newestEvent<E extends AnyEvent>(events: readonly E[]): E | undefined {
  return [...events].sort((a, b) => b.value.lastAt - a.value.lastAt)[0]
}

/**
 * When the node last turned Ready, by its condition or the Event of it; 0 when nothing says so. A Node's own trouble of before
 * that (its runtime, its network) is over, also when it has turned NotReady again since.
 */
export function lastReadyAt(ready: Fact<'nodeCondition'> | undefined, events: readonly Fact<'event'>[]): EpochMs {
  const told = events.filter(({ value }) => value.reason === 'NodeReady').map(({ value }) => value.lastAt)
  const since = ready?.value.status === 'True' ? (ready.value.changedAt ?? 0) : 0
  return Math.max(since, ...told)
}
