import type { EpochMs } from '../../diagnosis/evidence.ts'
import { type DescribedNode, type EventObject, isNotRead } from './described-objects.ts'
import { sinceText } from './time-text.ts'

/** Events, oldest first. Unlike kubectl, which prints none then, this says when they could not be read. */
export function eventsText({ events }: DescribedNode, now: EpochMs): string {
  if (isNotRead(events)) return `Events:\tnot read: ${events.message}\n`
  if (events.items.length === 0) return 'Events:\t<none>\n'
  return [
    'Events:\n  Type\tReason\tAge\tFrom\tMessage\n',
    '  ----\t------\t----\t----\t-------\n',
    ...[...events.items].sort(byLastTime).map((event) => eventText(event, now)),
    events.complete ? '' : '  (more were not read)\n',
  ].join('')
}

/** By the last time that the old style has: kubectl, too, puts Events of the new style first. */
function byLastTime(a: EventObject, b: EventObject): number {
  return (a.lastAt ?? 0) - (b.lastAt ?? 0)
}

function eventText(event: EventObject, now: EpochMs): string {
  const { type, reason, from, fieldPath } = event
  const message = event.message.trim()
  return `  ${type}\t${reason}\t${ageText(event, now)}\t${from}\t${fieldPath ? `${fieldPath}: ${message}` : message}\n`
}

/** `41s (x4 over 62s)`: the last time, how often, and the first time; or the only time. */
function ageText({ eventAt, firstAt, lastAt, series, count }: EventObject, now: EpochMs): string {
  const first = sinceText(eventAt ?? firstAt, now)
  if (series) return `${sinceText(series.lastAt, now)} (x${series.count} over ${first})`
  return count > 1 ? `${sinceText(lastAt, now)} (x${count} over ${first})` : first
}
