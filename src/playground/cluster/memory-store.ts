import { createHash } from 'node:crypto'
import type { KubeObject, ObjectStore, ResourceType } from './object-store.ts'
import type { SimClock } from './sim-clock.ts'
import { createTypeTable, forget, keyOf, record, type TypeTable } from './type-table.ts'

/** A UUID that depends on its inputs only, so that a seeded world has the same UIDs each time. */
function uidOf(type: ResourceType, key: string, revision: number): string {
  const hex = createHash('sha1').update(`${type.group}/${type.resource}/${key}@${revision}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Kubernetes times have whole seconds: `2026-11-23T18:35:24Z`. */
function kubeTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

function* objectsOf(table: TypeTable, namespace: string | undefined): Iterable<KubeObject> {
  for (const key of table.keys.range(namespace === undefined ? '' : keyOf(namespace, ''))) {
    const object = table.objects.get(key)
    if (object) yield object
  }
}

/** An `ObjectStore` in memory. What it stores is shared with the caller, never copied: nobody may change an object after putting it. */
export function createMemoryStore(clock: SimClock): ObjectStore {
  const tables = new Map<string, TypeTable>()
  let revision = 1
  let compactedAt = 0

  function tableOf(type: ResourceType): TypeTable {
    const path = `${type.group}/${type.resource}`
    const existing = tables.get(path)
    if (existing) return existing
    const created = createTypeTable(compactedAt)
    tables.set(path, created)
    return created
  }

  function put(type: ResourceType, object: KubeObject): KubeObject {
    const table = tableOf(type)
    const key = keyOf(object.metadata.namespace, object.metadata.name)
    const previous = table.objects.get(key)
    const identity = previous?.metadata ?? object.metadata
    revision += 1
    const metadata = {
      ...object.metadata,
      uid: identity.uid ?? uidOf(type, key, revision),
      resourceVersion: String(revision),
      creationTimestamp: identity.creationTimestamp ?? kubeTime(clock.now()),
    }
    const stored: KubeObject = { ...object, metadata }
    table.objects.set(key, stored)
    if (!previous) table.keys.add(key)
    record(table, { type: previous ? 'MODIFIED' : 'ADDED', object: stored, previous, resourceVersion: revision })
    return stored
  }

  function remove(type: ResourceType, namespace: string | undefined, name: string): KubeObject | undefined {
    const table = tableOf(type)
    const key = keyOf(namespace, name)
    const object = table.objects.get(key)
    if (!object) return undefined
    table.objects.delete(key)
    table.keys.delete(key)
    revision += 1
    const last = { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } }
    record(table, { type: 'DELETED', object: last, previous: object, resourceVersion: revision })
    return last
  }

  return {
    get revision() {
      return revision
    },
    get: (type, namespace, name) => tableOf(type).objects.get(keyOf(namespace, name)),
    list: (type, namespace) => objectsOf(tableOf(type), namespace),
    put,
    delete: remove,
    since(type, from) {
      const table = tableOf(type)
      if (from < table.forgottenUpTo) return undefined
      return table.history.filter((event) => event.resourceVersion > from)
    },
    subscribe(type, listener) {
      const { listeners } = tableOf(type)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    compact() {
      compactedAt = revision
      for (const table of tables.values()) {
        forget(table, 0)
        table.forgottenUpTo = compactedAt
      }
    },
  }
}
