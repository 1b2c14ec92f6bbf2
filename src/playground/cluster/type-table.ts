import type { KubeObject, StoreEvent } from './object-store.ts'
import { createSortedKeys, type SortedKeys } from './sorted-keys.ts'

/** Changes a type remembers; a watch that starts further back gets 410 Gone, as from the API server's watch cache. */
const HISTORY_LIMIT = 4_096

/** Everything the store knows of one resource type. */
export interface TypeTable {
  readonly objects: Map<string, KubeObject>
  readonly keys: SortedKeys
  readonly listeners: Set<(event: StoreEvent) => void>
  history: StoreEvent[]
  /** The newest revision whose change is no longer in `history`. */
  forgottenUpTo: number
}

/** A table without objects; changes up to `forgottenUpTo` are not known any more. */
export function createTypeTable(forgottenUpTo: number): TypeTable {
  return {
    objects: new Map(),
    keys: createSortedKeys(),
    listeners: new Set(),
    history: [],
    forgottenUpTo,
  }
}

/** The key of an object within its type: `namespace/name`, or `/name` for cluster-scoped types. */
export function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`
}

/** Remembers a change and tells the listeners. */
export function record(table: TypeTable, event: StoreEvent): void {
  table.history.push(event)
  if (table.history.length > HISTORY_LIMIT * 2) forget(table, HISTORY_LIMIT)
  for (const listener of [...table.listeners]) listener(event)
}

/** Keeps only the newest `keep` changes. */
export function forget(table: TypeTable, keep: number): void {
  const dropped = table.history.length - keep
  if (dropped <= 0) return
  table.forgottenUpTo = table.history[dropped - 1]?.resourceVersion ?? table.forgottenUpTo
  table.history = table.history.slice(dropped)
}
