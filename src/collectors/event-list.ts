import type { EpochMs } from '../diagnosis/evidence.ts'
import type { CollectRequest } from './collector.ts'
import { asNumber, asText, asTime, at, isRecord } from './kube-json.ts'
import { quoted } from './read-json.ts'
import { readPages } from './read-pages.ts'

/** What facts are drawn from, of an Event. */
export interface SlimEvent {
  readonly name: string
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  readonly reporter: string
  /** The node that it was reported from, if a node reported it. */
  readonly host: string
  readonly object: string
  readonly objectUid: string
  readonly count: number
  readonly firstAt: EpochMs
  readonly lastAt: EpochMs
}

/** Events of one list. */
export interface EventsData {
  /** The newest, oldest first. */
  readonly events: readonly SlimEvent[]
  /** False when there were more pages than we read, or more Events than are kept. */
  readonly complete: boolean
}

/** Which Events are asked for, and how many at most. */
export interface EventQuery {
  /** Field selector as the API server knows it. */
  readonly selector: string
  readonly pageSize: number
  readonly mostPages: number
  /** How many of the newest are kept. */
  readonly most: number
  readonly keep?: (event: SlimEvent) => boolean
}

/**
 * Lists Events. The server sorts them by name, which begins with the object's name and ends with the time of
 * creation: with a single page a busy node would show its oldest Events only, so several are read and the newest kept.
 */
export async function listEvents({ read, signal }: CollectRequest, query: EventQuery): Promise<EventsData> {
  const path = `/api/v1/events?fieldSelector=${encodeURIComponent(query.selector)}`
  const { pageSize, mostPages } = query
  const { items, complete } = await readPages(read, path, { signal, pageSize, mostPages })
  const events = items.map(slimEvent).filter(query.keep ?? (() => true))
  return { events: newest(events, query.most), complete: complete && events.length <= query.most }
}

function newest(events: readonly SlimEvent[], most: number): readonly SlimEvent[] {
  return [...events].sort((a, b) => a.lastAt - b.lastAt || (a.name < b.name ? -1 : 1)).slice(-most)
}

/**
 * Old-style Events (`count`, `lastTimestamp`) and new-style ones (`eventTime`, `series`) side by side: the kubelet
 * writes the former, the scheduler the latter (Kubernetes API reference, Event v1).
 */
export function slimEvent(event: unknown): SlimEvent {
  const created = asTime(at(event, 'metadata', 'creationTimestamp')) ?? 0
  const firstAt = asTime(at(event, 'firstTimestamp')) ?? asTime(at(event, 'eventTime')) ?? created
  const lastAt = asTime(at(event, 'series', 'lastObservedTime')) ?? asTime(at(event, 'lastTimestamp')) ?? firstAt
  return {
    name: asText(at(event, 'metadata', 'name')),
    type: at(event, 'type') === 'Warning' ? 'Warning' : 'Normal',
    reason: asText(at(event, 'reason')),
    message: quoted(asText(at(event, 'message')), 1000),
    reporter: asText(at(event, 'source', 'component')) || asText(at(event, 'reportingComponent')),
    host: asText(at(event, 'source', 'host')) || asText(at(event, 'reportingInstance')),
    object: objectName(at(event, 'involvedObject')),
    objectUid: asText(at(event, 'involvedObject', 'uid')),
    count: asNumber(at(event, 'series', 'count')) ?? asNumber(at(event, 'count')) ?? 1,
    firstAt,
    lastAt,
  }
}

function objectName(reference: unknown): string {
  if (!isRecord(reference)) return ''
  const parts = [reference['kind'], reference['namespace'], reference['name']].map(asText)
  return parts.filter((part) => part !== '').join('/')
}
