import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { TLSSocket } from 'node:tls'
import type { ApiContext, ApiRequest } from './api-request.ts'
import { type Disturbances, disturbedReply, type Effect } from './disturbance.ts'
import { failureReply, waitsForEver } from './failures.ts'
import type { Reply } from './reply.ts'
import { type RequestInfo, requestInfo } from './request-info.ts'
import { writeReply } from './response-writer.ts'
import { route } from './router.ts'
import { badRequest, unauthorized } from './status.ts'
import type { TrafficCounter } from './traffic.ts'
import { authenticate, type KnownUser } from './users.ts'

/** Self-reviews are small; more than this is no review. */
const MAX_BODY_BYTES = 1024 * 1024

/** The parts of a server that every request passes. */
export interface ListenerParts {
  readonly context: ApiContext
  readonly users: readonly KnownUser[]
  readonly disturbances: Disturbances
  readonly traffic: TrafficCounter
}

/** Stands for "no answer": the connection stays open and silent. */
const SILENCE = Symbol('silence')

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) throw badRequest('request body too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  return gone.signal
}

function toApiRequest(
  parts: ListenerParts,
  request: IncomingMessage,
  response: ServerResponse,
  info: RequestInfo,
  url: URL,
) {
  if (!(request.socket instanceof TLSSocket)) throw unauthorized()
  const user = authenticate(request.headers.authorization, request.socket, parts.users)
  return {
    context: parts.context,
    info,
    query: url.searchParams,
    headers: request.headers,
    user,
    signal: goneSignal(response),
    readBody: () => readBody(request),
  } satisfies ApiRequest
}

async function answer(
  parts: ListenerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Reply | typeof SILENCE> {
  const url = new URL(request.url ?? '/', 'https://localhost')
  const info = requestInfo(request.method ?? 'GET', url)
  try {
    return await route(toApiRequest(parts, request, response, info, url))
  } catch (error) {
    return waitsForEver(error, info) ? SILENCE : failureReply(error)
  }
}

async function disturb(
  effects: readonly Effect[],
  response: ServerResponse,
): Promise<Reply | typeof SILENCE | undefined> {
  for (const effect of effects) {
    if (effect.kind === 'latency') await delay(effect.ms)
    else if (effect.kind === 'status') return disturbedReply(effect)
    else if (effect.kind === 'hang') return SILENCE
    else {
      response.destroy()
      return SILENCE
    }
  }
  return undefined
}

/** The listener of the HTTPS server: disturbances first, then the real answer, unless the process hangs. */
export function requestListener(parts: ListenerParts): (request: IncomingMessage, response: ServerResponse) => void {
  const { backend } = parts.context
  const isUp = () => backend.apiserverState() === 'up'

  async function serve(request: IncomingMessage, response: ServerResponse, isAnswered: () => void): Promise<void> {
    const effects = parts.disturbances.effectsOn(request.url ?? '/')
    const reply = (await disturb(effects, response)) ?? (isUp() ? await answer(parts, request, response) : SILENCE)
    if (reply === SILENCE || response.destroyed || !isUp()) return
    isAnswered()
    await writeReply(reply, request, response, backend.clock.now())
  }

  return (request, response) => {
    const isAnswered = parts.traffic.request(request.method ?? 'GET', request.url ?? '/')
    response.once('close', isAnswered)
    serve(request, response, isAnswered).catch(() => response.destroy())
  }
}
