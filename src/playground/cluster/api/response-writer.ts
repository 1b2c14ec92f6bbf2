import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { EpochMs } from '../../../diagnosis/evidence.ts'
import { type Reply, TEXT_PLAIN } from './reply.ts'

/** The real server compresses bodies above 128 KiB, quickly rather than well. */
const GZIP_FROM_BYTES = 128 * 1024
const compress = promisify(gzip)

/** Browsers, curl and wget get indented JSON, programs do not. */
function wantsPretty(request: IncomingMessage): boolean {
  const asked = new URL(request.url ?? '/', 'https://localhost').searchParams.get('pretty')
  if (asked !== null) return asked !== 'false' && asked !== '0'
  return /^(curl|Wget|Mozilla)\//.test(request.headers['user-agent'] ?? '')
}

function bodyOf(reply: Exclude<Reply, { kind: 'stream' }>, request: IncomingMessage): string {
  if (reply.kind === 'text') return reply.body
  return wantsPretty(request) ? JSON.stringify(reply.body, null, 2) : `${JSON.stringify(reply.body)}\n`
}

function setCommonHeaders(response: ServerResponse, now: EpochMs): void {
  // The Date header is the cluster's clock: clients measure ages by it.
  response.sendDate = false
  response.setHeader('Date', new Date(now).toUTCString())
  response.setHeader('Cache-Control', 'no-cache, private')
}

/** Writes a reply as the API server would: headers, clock, compression. */
export async function writeReply(
  reply: Reply,
  request: IncomingMessage,
  response: ServerResponse,
  now: EpochMs,
): Promise<void> {
  setCommonHeaders(response, now)
  if (reply.kind === 'stream') {
    reply.run(response)
    return
  }
  const bytes = Buffer.from(bodyOf(reply, request))
  const fallback = reply.kind === 'json' ? 'application/json' : TEXT_PLAIN
  response.setHeader('Content-Type', reply.contentType ?? fallback)
  for (const [name, value] of Object.entries(reply.kind === 'text' ? (reply.headers ?? {}) : {})) {
    response.setHeader(name, value)
  }
  const accepted = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
  if (!accepted || bytes.length < GZIP_FROM_BYTES || reply.kind !== 'json') {
    response.writeHead(reply.code, { 'Content-Length': bytes.length }).end(bytes)
    return
  }
  const compressed = await compress(bytes, { level: constants.Z_BEST_SPEED })
  const headers = { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding', 'Content-Length': compressed.length }
  response.writeHead(reply.code, headers).end(compressed)
}
