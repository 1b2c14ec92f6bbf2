import type { EpochMs } from '../../../../diagnosis/evidence.ts'
import type { KubeObject } from '../../object-store.ts'
import { since } from './age.ts'
import { type Column, integer, NAME, text, wide } from './column.ts'

interface EventFields {
  readonly involvedObject?: { readonly kind?: string; readonly name?: string; readonly fieldPath?: string }
  readonly type?: string
  readonly reason?: string
  readonly message?: string
  readonly source?: { readonly component?: string; readonly host?: string }
  readonly reportingComponent?: string
  readonly reportingInstance?: string
  readonly count?: number
  readonly firstTimestamp?: string | null
  readonly lastTimestamp?: string | null
  readonly eventTime?: string | null
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string }
}

function asEvent(object: KubeObject): KubeObject & EventFields {
  return object as KubeObject & EventFields
}

function firstSeen(object: KubeObject, now: EpochMs): string {
  const { firstTimestamp, eventTime } = asEvent(object)
  return since(firstTimestamp ?? eventTime, now)
}

function lastSeen(object: KubeObject, now: EpochMs): string {
  const { series, lastTimestamp } = asEvent(object)
  const time = series?.lastObservedTime ?? lastTimestamp
  return time ? since(time, now) : firstSeen(object, now)
}

function objectOf(event: KubeObject): string {
  const { kind = '', name } = asEvent(event).involvedObject ?? {}
  return name ? `${kind.toLowerCase()}/${name}` : kind.toLowerCase()
}

function sourceOf(event: KubeObject): string {
  const { source, reportingComponent, reportingInstance } = asEvent(event)
  const instance = source?.host || reportingInstance
  const component = source?.component || reportingComponent || ''
  return instance ? `${component}, ${instance}` : component
}

function countOf(event: KubeObject): number {
  const { series, count } = asEvent(event)
  return series?.count ?? (count || 1)
}

/** Columns of `kubectl get events`; events have no Name column up front. */
export const EVENT_COLUMNS: readonly Column[] = [
  text('Last Seen', lastSeen),
  text('Type', (event) => asEvent(event).type ?? ''),
  text('Reason', (event) => asEvent(event).reason ?? ''),
  text('Object', objectOf),
  wide(text('Subobject', (event) => asEvent(event).involvedObject?.fieldPath ?? '')),
  wide(text('Source', sourceOf)),
  text('Message', (event) => (asEvent(event).message ?? '').trim()),
  wide(text('First Seen', firstSeen)),
  wide(integer('Count', countOf)),
  wide(NAME),
]
