import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Log } from '../../log.ts'
import { SlackStartError } from './start-error.ts'

/** What `/readyz` tells. */
export interface Readiness {
  readonly ready: boolean
  /** Facts by name, e.g. `slack: connected`; an operator reads them. */
  readonly parts: Readonly<Record<string, string>>
}

/** Where the front listens, and what it hands on. */
export interface HttpFrontOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Where Slack's requests go in HTTP mode; without it there is only health. */
  readonly slack?: (request: IncomingMessage, response: ServerResponse) => void
  readonly readiness: () => Readiness
  readonly now: () => number
  readonly log: Log
}

/** The HTTP server that Slack sends to. */
export interface HttpFront {
  readonly port: number
  /** Takes no new requests, and ends when those under way are answered. */
  close(): Promise<void>
}

const replayWindowSeconds = 300

/** Our own server: health, and in HTTP mode `/slack/events`. Throws `SlackStartError` when it cannot listen. */
export async function openHttpFront(options: HttpFrontOptions): Promise<HttpFront> {
  const server = createServer((request, response) => {
    try {
      handle(options, request, response)
    } catch (error) {
      // Bolt throws for paths that are not its own.
      if (!isUnknownPath(error)) options.log.error('An HTTP request failed', { error })
      end(response, isUnknownPath(error) ? 404 : 500)
    }
  })
  return { port: await listen(server, options), close: () => closeServer(server) }
}

function handle(options: HttpFrontOptions, request: IncomingMessage, response: ServerResponse): void {
  const path = (request.url ?? '/').split('?')[0]
  if (path === '/healthz') end(response, 200, 'ok\n')
  else if (path === '/readyz') answerReadiness(options.readiness(), response)
  else if (!options.slack) end(response, 404)
  // Bolt refuses old timestamps only; one from the future could be kept and replayed.
  else if (isFromTheFuture(request, options.now())) end(response, 401)
  else options.slack(request, response)
}

function answerReadiness({ ready, parts }: Readiness, response: ServerResponse): void {
  end(response, ready ? 200 : 503, `${JSON.stringify({ ready, ...parts })}\n`, 'application/json')
}

function isFromTheFuture({ headers }: IncomingMessage, now: number): boolean {
  return Number(headers['x-slack-request-timestamp'] ?? 0) > now / 1000 + replayWindowSeconds
}

function isUnknownPath(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'slack_bolt_http_receiver_deferred_request_error'
}

function end(response: ServerResponse, status: number, body = '', contentType = 'text/plain'): void {
  if (response.headersSent) return
  response.writeHead(status, { 'content-type': contentType })
  response.end(body)
}

async function listen(server: Server, { host, port }: HttpFrontOptions): Promise<number> {
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const advice = code === 'EADDRINUSE' ? 'the port is in use; set PORT' : code
    throw new SlackStartError('config', `PORT, HOST: cannot listen on ${host}:${port}: ${advice}`, { cause: error })
  }
  const address = server.address()
  return typeof address === 'object' && address ? address.port : port
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  await closed
}
