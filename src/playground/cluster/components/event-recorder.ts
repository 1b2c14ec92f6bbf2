import { kubeTime, microTime } from '../kube-time.ts'
import type { KubeObject, ObjectStore } from '../object-store.ts'
import { EVENTS } from '../objects/resource-types.ts'
import type { SimClock } from '../sim-clock.ts'

/** The API server keeps Events for an hour (`--event-ttl`). */
const EVENT_TTL_MS = 3_600_000

/** The object an Event is about. */
export interface ObjectReference {
  readonly kind: string
  readonly name: string
  readonly namespace?: string
  readonly uid?: string
  readonly apiVersion?: string
  readonly resourceVersion?: string
  /** `spec.containers{app}` for Events about one container. */
  readonly fieldPath?: string
}

/** What a component wants to tell. */
export interface EventNotice {
  readonly about: ObjectReference
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
}

/** Who tells it: `{ component: 'kubelet', host: 'node-3' }`. */
export interface EventSource {
  readonly component: string
  readonly host?: string
}

/** Writes core/v1 Events as client-go's recorder does: repetitions are counted, and a restarted process counts anew. */
export class EventRecorder {
  private readonly clock: SimClock
  private readonly source: EventSource
  private names = new Map<string, string>()

  constructor(clock: SimClock, source: EventSource) {
    this.clock = clock
    this.source = source
  }

  /** Forgets what was said, as a restarted process does. */
  restart(): void {
    this.names = new Map()
  }

  /** Writes the Event, or raises the count of the one that says the same. */
  record(store: ObjectStore, notice: EventNotice): void {
    const { about, type, reason, message } = notice
    const key = `${about.kind} ${about.namespace} ${about.name} ${about.uid} ${about.fieldPath} ${type} ${reason} ${message}`
    const namespace = about.namespace ?? 'default'
    const name = this.names.get(key)
    const previous = name === undefined ? undefined : store.get(EVENTS, namespace, name)
    const event = previous ? this.repeated(previous) : this.first(store, notice)
    store.put(EVENTS, event)
    this.names.set(key, event.metadata.name)
    expireEvent(this.clock, store, event)
  }

  private repeated(previous: KubeObject): KubeObject {
    return { ...previous, lastTimestamp: kubeTime(this.clock.now()), count: Number(previous['count']) + 1 }
  }

  private first(store: ObjectStore, { about, type, reason, message }: EventNotice): KubeObject {
    const at = kubeTime(this.clock.now())
    return {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: eventName(this.clock, store, about.name), namespace: about.namespace ?? 'default' },
      involvedObject: about,
      reason,
      message,
      source: this.source,
      firstTimestamp: at,
      lastTimestamp: at,
      count: 1,
      type,
      eventTime: null,
      reportingComponent: this.source.component,
      reportingInstance: this.source.host ?? '',
    }
  }
}

/** Writes an Event of the newer API (events.k8s.io), as the scheduler does: `eventTime`, no count, no timestamps. */
export function recordNewEvent(
  clock: SimClock,
  store: ObjectStore,
  notice: EventNotice & { readonly action: string; readonly controller: string; readonly instance: string },
): void {
  const { about } = notice
  const event = store.put(EVENTS, {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: eventName(clock, store, about.name), namespace: about.namespace ?? 'default' },
    involvedObject: about,
    reason: notice.reason,
    message: notice.message,
    source: {},
    firstTimestamp: null,
    lastTimestamp: null,
    type: notice.type,
    eventTime: microTime(clock.now()),
    action: notice.action,
    reportingComponent: notice.controller,
    reportingInstance: notice.instance,
  })
  expireEvent(clock, store, event)
}

/** `<object>.<nanoseconds in hexadecimal>`; the revision stands in for the nanoseconds that the clock does not have. */
function eventName(clock: SimClock, store: ObjectStore, object: string): string {
  const nanoseconds = BigInt(Math.floor(clock.now())) * 1_000_000n + BigInt(store.revision % 1_000_000)
  return `${object}.${nanoseconds.toString(16)}`
}

/** etcd drops the Event when its lease ends; every write renews it. */
function expireEvent(clock: SimClock, store: ObjectStore, event: KubeObject): void {
  const { name, namespace } = event.metadata
  const count = event['count']
  clock.after(EVENT_TTL_MS, () => {
    const current = store.get(EVENTS, namespace, name)
    if (current && current['count'] === count) store.delete(EVENTS, namespace, name)
  })
}
