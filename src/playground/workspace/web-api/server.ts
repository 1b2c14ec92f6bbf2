import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { parseFields } from '../fields.ts'
import type { AnswerMisbehaviour, Plan } from '../misbehaviour.ts'
import type { WorkspaceState } from '../state/workspace-state.ts'
import { type Answer, perform, send, textAnswer } from './answer.ts'
import type { WebApi } from './call-method.ts'
import { multipart, readArguments, readBody } from './read-body.ts'
import { respond } from './response-url.ts'

export interface ServerParts {
  readonly state: WorkspaceState
  readonly api: WebApi
  readonly misbehave: Plan<AnswerMisbehaviour>
}

/** The HTTP side of the workspace: `/api/<method>`, `/upload/<file id>`, `/response/<token>`. */
export function createSlackServer(parts: ServerParts): Server {
  return createServer((request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      send(response, textAnswer(error instanceof Error ? (error.stack ?? error.message) : String(error), 500))
    })
  })
}

async function handle(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const [, area, name = ''] = url.pathname.split('/')
  if (area === 'api') return handleCall(parts, request, response, url, name)
  if (area === 'upload') return handleUpload(parts, request, response, name)
  if (area === 'response') return handleResponse(parts, request, response, name)
  send(response, textAnswer('not found', 404))
}

async function handleCall(
  { state, api, misbehave }: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  method: string,
): Promise<void> {
  const args = (await readArguments(request, url)) ?? {}
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  perform(response, misbehave.take(method), state.clock, () => api.call(method, args, token))
  // A call that misbehaves without taking effect changes nothing else.
  state.changes.notify()
}

async function handleUpload(
  { state, misbehave }: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
): Promise<void> {
  const contentType = request.headers['content-type'] ?? ''
  const body = await readBody(request)
  const form = contentType.startsWith('multipart/form-data') ? await multipart(body, contentType) : undefined
  const content = form
    ? (form.find(([name]) => name === 'body' || name === 'file' || name === 'filename')?.[1] ?? '')
    : body.toString()
  perform(response, misbehave.take('upload'), state.clock, () => storeUpload(state, id, content))
}

/** The length was announced in bytes; fewer or more means that somebody counted characters. */
function storeUpload(state: WorkspaceState, id: string, content: string): Answer {
  const upload = state.uploads.get(id)
  if (!upload || upload.content !== undefined) return textAnswer('not found', 404)
  const length = Buffer.byteLength(content)
  if (length !== upload.length) return textAnswer(`announced ${upload.length} bytes, got ${length}`, 400)
  upload.content = content
  return textAnswer(`OK - ${length}`)
}

async function handleResponse(
  { state, misbehave }: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
): Promise<void> {
  const body = parseFields((await readBody(request)).toString())
  perform(response, misbehave.take('response_url'), state.clock, () => respond(state, token, body))
}
