import type { KubeObject } from '../object-store.ts'
import type { ResourceRequest } from './api-request.ts'
import { type ContinueToken, decodeContinue, encodeContinue } from './continue-token.ts'
import { json, type Reply } from './reply.ts'
import { representationOf } from './representation.ts'
import type { ServedType } from './resource-types.ts'
import { selectionOf } from './selection.ts'
import { ApiError, badRequest, expired, notFound } from './status.ts'

const TOKEN_EXPIRED =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.'

/** One page of a list. */
interface Page {
  readonly objects: readonly KubeObject[]
  /** Objects after this page (counted only as far as needed when there is no limit). */
  readonly remaining: number
}

/** Answers `get`. */
export async function getObject(request: ResourceRequest, type: ServedType): Promise<Reply> {
  const { target, context, signal } = request
  const representation = representationOf(request, type)
  await context.backend.storage(signal)
  const object = context.backend.store.get(type.storedAs, target.namespace, target.name ?? '')
  if (!object) throw notFound(target)
  return json(representation.one(object))
}

function limitOf(query: URLSearchParams): number {
  const limit = query.get('limit') ?? '0'
  if (!/^\d+$/.test(limit)) throw badRequest(`strconv.ParseInt: parsing "${limit}": invalid syntax`)
  return Number(limit) || Number.POSITIVE_INFINITY
}

function keyOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`
}

function pageOf(matching: Iterable<KubeObject>, limit: number, after: string | undefined): Page {
  const objects: KubeObject[] = []
  let remaining = 0
  for (const object of matching) {
    if (after !== undefined && keyOf(object) <= after) continue
    if (objects.length < limit) objects.push(object)
    else remaining += 1
  }
  return { objects, remaining }
}

function* filtered(objects: Iterable<KubeObject>, matches: (object: KubeObject) => boolean): Iterable<KubeObject> {
  for (const object of objects) if (matches(object)) yield object
}

function resumePoint(request: ResourceRequest, type: ServedType): ContinueToken | undefined {
  const text = request.query.get('continue')
  if (!text) return undefined
  const token = decodeContinue(text)
  if (!request.context.backend.store.since(type.storedAs, token.revision)) throw expired(TOKEN_EXPIRED)
  return token
}

/** A client that has seen a later revision than this server waits in vain: the real one answers 504 after 3 s. */
function refuseFuture(query: URLSearchParams, revision: number): void {
  const asked = Number(query.get('resourceVersion') ?? '0')
  if (asked <= revision) return
  const details = {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    retryAfterSeconds: 1,
  }
  throw new ApiError(504, `Timeout: Too large resource version: ${asked}, current: ${revision}`, 'Timeout', details)
}

/**
 * Answers `list`, in pages if asked to. Later pages show objects as they are now, not as of the first page's revision: the store keeps
 * no old versions. Clients end up right either way, because they watch from that revision.
 */
export async function listObjects(request: ResourceRequest, type: ServedType): Promise<Reply> {
  const { store, storage } = request.context.backend
  const representation = representationOf(request, type)
  const selection = selectionOf(request, type)
  const limit = limitOf(request.query)
  await storage.call(request.context.backend, request.signal)
  const resume = resumePoint(request, type)
  refuseFuture(request.query, store.revision)
  const revision = resume?.revision ?? store.revision
  const page = pageOf(filtered(selection.candidates(), selection.matches), limit, resume?.after)
  const last = page.objects.at(-1)
  const more = page.remaining > 0 && last ? encodeContinue({ revision, after: keyOf(last) }) : undefined
  const metadata = {
    resourceVersion: String(revision),
    continue: more,
    // The real server counts only what it need not filter.
    remainingItemCount: more && !selection.isSelective ? page.remaining : undefined,
  }
  return json(representation.list(page.objects, metadata))
}
