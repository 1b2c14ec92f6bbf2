import type { ApiAnswer, ClusterReader, ReadOptions } from '../../collectors/cluster-reader.ts'
import type { Connection } from './connection.ts'
import type { CredentialSource, Credentials } from './credentials.ts'
import { toReadError } from './failure.ts'
import { requestHeaders } from './headers.ts'
import type { Link } from './link.ts'
import { readBody } from './read-body.ts'
import { pause, retryAfterMs } from './retry-after.ts'

/** What a reader is made of. */
export interface ReaderParts {
  readonly connection: Connection
  readonly credentials: CredentialSource
  /** URL of the server without credentials and trailing slash. */
  readonly server: string
  /** A link for these credentials; the same certificate gets the same link. */
  readonly link: (certificate: Credentials['certificate']) => Link
  readonly now: () => number
  /** When the client certificate that we show ends; absent without one. */
  readonly callerCertificateEnds?: number
}

const defaultMaxBytes = 8 * 1024 * 1024

/** Tries of one request: the first, and two more when the server says when. */
const tries = 3

interface Reply {
  readonly answer: ApiAnswer
  readonly retryAfter: string | undefined
}

/** Reads one API server over pooled connections. Writes nothing, ever. */
export function createReader(parts: ReaderParts): ClusterReader {
  const { connection, server } = parts
  return {
    cluster: connection.name,
    server,
    callerCertificateEnds: parts.callerCertificateEnds,
    get: (path, options) => get(parts, path, options),
  }
}

async function get(parts: ReaderParts, path: string, options: ReadOptions): Promise<ApiAnswer> {
  for (let left = tries - 1; ; left -= 1) {
    const { answer, retryAfter } = await askWithGoodCredentials(parts, path, options)
    const waitMs = left > 0 ? retryAfterMs(answer.status, retryAfter, parts.now()) : undefined
    if (waitMs === undefined || !(await pause(waitMs, options.signal))) return answer
  }
}

/** A token may be withdrawn before it ends: after a 401 a plugin or token file is asked once more. */
async function askWithGoodCredentials(parts: ReaderParts, path: string, options: ReadOptions): Promise<Reply> {
  const reply = await ask(parts, path, options)
  return reply.answer.status === 401 && parts.credentials.renew() ? ask(parts, path, options) : reply
}

async function ask(parts: ReaderParts, path: string, options: ReadOptions): Promise<Reply> {
  let link: Link | undefined
  try {
    const credentials = await unlessAborted(parts.credentials.current(), options.signal)
    link = parts.link(credentials.certificate)
    const { origin, pathname } = new URL(parts.server)
    const asked = link.dispatcher.request({
      origin,
      path: `${pathname.replace(/\/$/, '')}${path}`,
      method: 'GET',
      headers: requestHeaders(parts.connection, credentials.authorization, options.accept),
      // A signal of its own: many requests share the collector's, and Node warns of many listeners on one.
      signal: AbortSignal.any([options.signal]),
    })
    const { statusCode, headers, body } = await unlessAborted(asked, options.signal)
    const text = await readBody(body, header(headers, 'content-encoding'), options.maxBytes ?? defaultMaxBytes)
    const date = Date.parse(header(headers, 'date'))
    const contentType = (header(headers, 'content-type').split(';')[0] ?? '').trim()
    const retryAfter = header(headers, 'retry-after') || undefined
    const answer: ApiAnswer = {
      ...{ status: statusCode, contentType, body: text, retryAfter },
      ...(Number.isNaN(date) ? {} : { date }),
      ...(statusCode >= 300 && statusCode < 400 && { location: placeOf(header(headers, 'location'), parts.server) }),
    }
    return { answer, retryAfter }
  } catch (error) {
    const phase = link?.phase() ?? 'connected'
    throw toReadError({ error, server: parts.server, path, phase, aborted: options.signal.aborted })
  }
}

/** Where a redirect points to, without the query: it may hold secrets. */
function placeOf(location: string, server: string): string {
  if (!URL.canParse(location, server)) return 'nowhere'
  const { origin, pathname } = new URL(location, server)
  return `${origin}${pathname}`
}

/** undici notices an abort only once a connection stands; a hung server would hold us for its connect timeout. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = (): void => {}
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

function header(headers: Readonly<Record<string, string | string[] | undefined>>, name: string): string {
  const value = headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
