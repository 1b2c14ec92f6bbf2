import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { type ApiServer, startApiServer } from '../../../src/playground/cluster/api/server.ts'
import type { UserSpec } from '../../../src/playground/cluster/api/users.ts'
import type { ControlPlaneBackend } from '../../../src/playground/cluster/backend.ts'
import { createAuthority } from '../../../src/playground/cluster/certificates.ts'

const ADMIN = 'kubernetes-admin'
export const VIEWER = 'system:serviceaccount:default:viewer'

const users: readonly UserSpec[] = [
  { name: ADMIN, groups: ['system:masters'] },
  { name: VIEWER, clusterRoles: ['view'] },
]

/** Starts an API server with an administrator (client certificate) and a viewer (token). */
export async function startServer(backend: ControlPlaneBackend): Promise<ApiServer> {
  return startApiServer({ backend, certificates: await createAuthority(Date.now()), users })
}

/** An answer as it came. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly bytes: Buffer
  readonly text: string
}

export interface CallOptions {
  /** ADMIN by default; `anonymous` and `bad-token` are what they say. */
  readonly user?: string
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly signal?: AbortSignal
  readonly body?: string
}

function credentials(
  server: ApiServer,
  user: string,
): { headers: Record<string, string>; cert?: string; key?: string } {
  if (user === 'anonymous') return { headers: {} }
  if (user === 'bad-token') return { headers: { authorization: 'Bearer nobody-knows-this' } }
  const { token, certificate } = server.user(user)
  if (token) return { headers: { authorization: `Bearer ${token}` } }
  return { headers: {}, cert: certificate?.certificatePem, key: certificate?.keyPem }
}

/** Sends a request and resolves with the response as soon as its headers are there. */
export function open(server: ApiServer, path: string, options: CallOptions = {}): Promise<IncomingMessage> {
  const { headers, cert, key } = credentials(server, options.user ?? ADMIN)
  const agent = new Agent({ ca: server.caPem, cert, key, keepAlive: false })
  return new Promise((resolve, reject) => {
    const { method, signal, body } = options
    const call = request(`${server.url}${path}`, { agent, method, signal, headers: { ...headers, ...options.headers } })
    call.once('response', resolve).once('error', reject).end(body)
  })
}

/** Sends a request and reads the whole answer. */
export async function call(server: ApiServer, path: string, options: CallOptions = {}): Promise<Answer> {
  const response = await open(server, path, options)
  const chunks: Buffer[] = []
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  return { status: response.statusCode ?? 0, headers: response.headers, bytes, text: bytes.toString('utf8') }
}

/** The parsed JSON of an answer, in the shape that a test expects. */
export function bodyOf<Body>({ text }: Answer): Body {
  return JSON.parse(text) as Body
}
