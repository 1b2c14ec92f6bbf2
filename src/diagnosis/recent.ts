import type { EpochMs } from './evidence.ts'
import type { Fact } from './fact.ts'

/** Minutes in milliseconds. */
export function minutes(count: number): number {
  return count * 60_000
}

/** Events that happened (also) within the last `windowMs`. The API keeps Events for an hour: older trouble may be over. */
export function recentEvents(
  events: readonly Fact<'event'>[],
  now: EpochMs,
  windowMs: number,
): readonly Fact<'event'>[] {
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
export function newestEvent(events: readonly Fact<'event'>[]): Fact<'event'> | undefined {
  return [...events].sort((a, b) => b.value.lastAt - a.value.lastAt)[0]
}
