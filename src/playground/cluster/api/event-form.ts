import type { KubeObject } from '../object-store.ts'

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}

/**
 * A core Event in the form of `events.k8s.io/v1`: the same object under newer names.
 * https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
 */
export function toEventsV1(event: KubeObject): KubeObject {
  const { involvedObject, message, source, firstTimestamp, lastTimestamp, count, reportingComponent, ...same } = event
  return {
    ...same,
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: event.metadata,
    eventTime: event['eventTime'] ?? null,
    regarding: asObject(involvedObject),
    note: message,
    reportingController: reportingComponent ?? asObject(source)['component'] ?? '',
    deprecatedSource: asObject(source),
    deprecatedFirstTimestamp: firstTimestamp ?? null,
    deprecatedLastTimestamp: lastTimestamp ?? null,
    deprecatedCount: count,
  }
}
