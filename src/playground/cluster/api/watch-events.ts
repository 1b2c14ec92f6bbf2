import type { ObjectStore, StoreEvent } from '../object-store.ts'
import type { ResourceRequest } from './api-request.ts'
import { isTrue } from './request-info.ts'
import type { ServedType } from './resource-types.ts'
import type { Selection } from './selection.ts'

/** One line of a watch about an object. */
export type WatchEvent = Pick<StoreEvent, 'type' | 'object'>

/** What a change is to a watch with a selector: an object that begins to match is ADDED, one that no longer matches is DELETED. */
export function seenThrough({ matches }: Selection, { type, object, previous }: StoreEvent): readonly WatchEvent[] {
  const matched = previous !== undefined && matches(previous)
  const isMatch = type !== 'DELETED' && matches(object)
  if (matched) return [{ type: isMatch ? 'MODIFIED' : 'DELETED', object }]
  return isMatch ? [{ type: 'ADDED', object }] : []
}

/** True if the watch begins with an ADDED event for every object there is, instead of with the changes since a revision. */
function startsWithState({ query }: ResourceRequest): boolean {
  return ['', '0', null].includes(query.get('resourceVersion')) || isTrue(query.get('sendInitialEvents'))
}

/** The events that a watch begins with, or undefined if the revision it asks for is forgotten. */
export function initialEvents(
  request: ResourceRequest,
  { storedAs }: ServedType,
  selection: Selection,
  store: ObjectStore,
): readonly WatchEvent[] | undefined {
  if (startsWithState(request)) {
    return [...selection.candidates()].filter(selection.matches).map((object) => ({ type: 'ADDED', object }))
  }
  const changes = store.since(storedAs, Number(request.query.get('resourceVersion')))
  return changes?.flatMap((change) => seenThrough(selection, change))
}
