import { asNumber, asText, asTime, at, isRecord } from '../../collectors/kube-json.ts'
import type { EventObject } from '../../report/describe-node/described-objects.ts'

/** What is printed of an Event, old style or new. */
function eventObject(event: unknown): EventObject {
  const series = at(event, 'series')
  return {
    type: asText(at(event, 'type')),
    reason: asText(at(event, 'reason')),
    message: asText(at(event, 'message')),
    from: asText(at(event, 'source', 'component')) || asText(at(event, 'reportingComponent')),
    fieldPath: asText(at(event, 'involvedObject', 'fieldPath')),
    firstAt: asTime(at(event, 'firstTimestamp')),
    lastAt: asTime(at(event, 'lastTimestamp')),
    eventAt: asTime(at(event, 'eventTime')),
    count: asNumber(at(event, 'count')) ?? 0,
    series: isRecord(series)
      ? { count: asNumber(series['count']) ?? 0, lastAt: asTime(series['lastObservedTime']) }
      : undefined,
  }
}

/**
 * The Events that kubectl finds for a node: the controllers put the Node's UID into them, the kubelet its name; those of an
 * earlier Node of the same name are of neither kind.
 */
export function eventsOf(node: unknown, events: readonly unknown[]): readonly EventObject[] {
  const uid = at(node, 'metadata', 'uid')
  const name = at(node, 'metadata', 'name')
  const about = (of: unknown) => events.filter((event) => at(event, 'involvedObject', 'uid') === of)
  return [...about(uid), ...about(name)].map(eventObject)
}
