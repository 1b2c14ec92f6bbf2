/** Any Kubernetes object, in its JSON form. */
export interface KubeObject {
  apiVersion: string
  kind: string
  metadata: {
    name: string
    namespace?: string
    uid?: string
    resourceVersion?: string
    generation?: number
    creationTimestamp?: string
    deletionTimestamp?: string
    labels?: Record<string, string>
    annotations?: Record<string, string>
    ownerReferences?: { apiVersion: string; kind: string; name: string; uid: string; controller?: boolean }[]
    [field: string]: unknown
  }
  [field: string]: unknown
}

/** A resource type by its API path: `{ group: '', version: 'v1', resource: 'nodes' }`. */
export interface ResourceType {
  readonly group: string
  readonly version: string
  readonly resource: string
}

export interface StoreEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly object: KubeObject
  /** The object before a MODIFIED: a watch with a selector needs it to tell "no longer matches" from "never matched". */
  readonly previous?: KubeObject
  readonly resourceVersion: number
}

/**
 * The simulated etcd contents: one revision counter for everything, a bounded history for watches.
 * Objects are immutable once stored: writers put a new object (structural sharing keeps 150,000 pods small).
 */
export interface ObjectStore {
  /** The current revision, `metadata.resourceVersion` of lists. */
  readonly revision: number
  get(type: ResourceType, namespace: string | undefined, name: string): KubeObject | undefined
  /** All objects of a type, ordered by namespace and name as etcd orders keys. */
  list(type: ResourceType, namespace?: string): Iterable<KubeObject>
  /** Creates or replaces; sets uid, creationTimestamp (on creation) and resourceVersion. Returns the stored object. */
  put(type: ResourceType, object: KubeObject): KubeObject
  delete(type: ResourceType, namespace: string | undefined, name: string): KubeObject | undefined
  /** Changes since a revision, or undefined if the history no longer reaches that far (410 Gone). */
  since(type: ResourceType, revision: number): readonly StoreEvent[] | undefined
  /** Calls back for every later change of a type; the returned function stops it. */
  subscribe(type: ResourceType, listener: (event: StoreEvent) => void): () => void
  /** Forgets all history, as an etcd compaction does. */
  compact(): void
}
