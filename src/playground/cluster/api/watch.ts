import type { ServerResponse } from 'node:http'
import type { ResourceRequest } from './api-request.ts'
import type { Reply } from './reply.ts'
import { type Representation, representationOf } from './representation.ts'
import { isTrue } from './request-info.ts'
import type { ServedType } from './resource-types.ts'
import { type Selection, selectionOf } from './selection.ts'
import { expired } from './status.ts'
import { initialEvents, seenThrough, type WatchEvent } from './watch-events.ts'

const BOOKMARK_PERIOD_MS = 60_000
/** The real server ends a watch without `timeoutSeconds` after 30 to 60 minutes. */
const DEFAULT_TIMEOUT_SECONDS = 45 * 60
/** A client that reads slower than this many bytes behind is disconnected, so that it cannot fill the memory. */
const MAX_BUFFERED_BYTES = 32 * 1024 * 1024
/** Marks the bookmark after which a client with `sendInitialEvents` knows the whole state. */
const INITIAL_EVENTS_END = { 'k8s.io/initial-events-end': 'true' }

/** What one running watch is made of. */
interface Watch {
  readonly request: ResourceRequest
  readonly type: ServedType
  readonly selection: Selection
  readonly representation: Representation
  readonly response: ServerResponse
}

/** Writes the lines of a watch. */
interface WatchWriter {
  objects(events: readonly WatchEvent[]): void
  bookmark(annotations?: object): void
  /** The error event of a watch that asks for a revision which is forgotten. */
  tooOld(): void
}

function writerOf({ request, representation, response }: Watch): WatchWriter {
  const { backend } = request.context
  let first = true

  function line(type: string, object: object): void {
    // A process that is stopped or hung sends nothing, though its memory still changes.
    if (backend.apiserverState() !== 'up') return
    response.write(`${JSON.stringify({ type, object })}\n`)
    if (response.writableLength > MAX_BUFFERED_BYTES) response.destroy()
  }

  return {
    objects(events) {
      for (const { type, object } of events) {
        line(type, representation.one(object, first))
        first = false
      }
    },
    bookmark(annotations) {
      const metadata = { resourceVersion: String(backend.store.revision), creationTimestamp: null, annotations }
      line('BOOKMARK', representation.bookmark(metadata))
    },
    tooOld() {
      const asked = request.query.get('resourceVersion')
      line('ERROR', expired(`too old resource version: ${asked} (${backend.store.revision})`).status)
    },
  }
}

/** Keeps a watch going; the returned functions stop its parts. */
function follow({ request, type, selection }: Watch, writer: WatchWriter, end: () => void): (() => void)[] {
  const { store, clock } = request.context.backend
  const seconds = Number(request.query.get('timeoutSeconds') || DEFAULT_TIMEOUT_SECONDS)
  const parts = [
    store.subscribe(type.storedAs, (change) => writer.objects(seenThrough(selection, change))),
    clock.after(seconds * 1_000, end),
  ]
  const wantsBookmarks = isTrue(request.query.get('allowWatchBookmarks'))
  return wantsBookmarks ? [...parts, clock.every(BOOKMARK_PERIOD_MS, () => writer.bookmark())] : parts
}

function run(watch: Watch): void {
  const { request, type, selection, response } = watch
  const writer = writerOf(watch)
  let parts: (() => void)[] = []

  function end(): void {
    for (const stop of parts.splice(0)) stop()
    response.end()
  }

  response.writeHead(200, { 'Content-Type': 'application/json' })
  response.flushHeaders()
  const start = initialEvents(request, type, selection, request.context.backend.store)
  if (!start) {
    writer.tooOld()
    end()
    return
  }
  writer.objects(start)
  if (isTrue(request.query.get('sendInitialEvents'))) writer.bookmark(INITIAL_EVENTS_END)
  parts = follow(watch, writer, end)
  if (request.signal.aborted) end()
  else request.signal.addEventListener('abort', end, { once: true })
}

/** Answers `watch`: one JSON object a line until the timeout, the client's leaving, or the server's end. */
export async function watchObjects(request: ResourceRequest, type: ServedType): Promise<Reply> {
  const representation = representationOf(request, type)
  const selection = selectionOf(request, type)
  await request.context.backend.storage(request.signal)
  return { kind: 'stream', run: (response) => run({ request, type, selection, representation, response }) }
}
