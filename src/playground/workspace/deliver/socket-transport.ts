import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { parseFields, textField } from '../fields.ts'
import type { WorkspaceState } from '../state/workspace-state.ts'
import type { WebApiMethod } from '../web-api/method.ts'
import type { Outgoing, Reply, Transport } from './transport.ts'

/** Why Slack asks a client to leave. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets'

const maxConnections = 10

/** Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode */
export interface SocketMode extends Transport {
  /** `apps.connections.open`, for the Web API. */
  readonly method: WebApiMethod
  connections(): number
  /** Asks every client to reconnect, and closes, as Slack does every few hours. */
  disconnect(reason: DisconnectReason): void
  /** Breaks every connection without a word. */
  cut(): void
  close(): void
}

export function createSocketMode(state: WorkspaceState, server: Server): SocketMode {
  const tickets = new Set<string>()
  const links = new Set<Link>()
  const sockets = new WebSocketServer({ noServer: true })
  let turn = 0

  server.on('upgrade', (request, socket, head) => {
    if (!tickets.delete(ticketOf(request))) return refuse(socket)
    sockets.handleUpgrade(request, socket, head, (webSocket) => welcome(webSocket))
  })

  function welcome(webSocket: WebSocket): void {
    const link = createLink(webSocket)
    links.add(link)
    webSocket.on('close', () => {
      links.delete(link)
      state.changes.notify()
    })
    link.write(hello(state, links.size))
    if (links.size > maxConnections) link.leave('too_many_websockets')
    state.changes.notify()
  }

  const method: WebApiMethod = {
    name: 'apps.connections.open',
    tier: 'special',
    token: 'app',
    run({ baseUrl }) {
      const ticket = randomUUID()
      tickets.add(ticket)
      return { url: `${baseUrl.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${state.app.id}` }
    },
  }

  return {
    method,
    connections: () => links.size,
    async send(outgoing, misbehaviour) {
      turn += 1
      const link = [...links][turn % Math.max(1, links.size)]
      if (!link) return { status: 'unreachable', reason: 'no client is connected', noRetry: true }
      const reply = link.deliver(outgoing)
      if (misbehaviour?.kind === 'cut') link.cut()
      return reply
    },
    disconnect(reason) {
      for (const link of links) link.leave(reason)
    },
    cut() {
      for (const link of links) link.cut()
    },
    close() {
      for (const link of links) link.cut()
      sockets.close()
    },
  }
}

function ticketOf(request: IncomingMessage): string {
  return new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? ''
}

function refuse(socket: Duplex): void {
  socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n')
}

function hello({ app }: WorkspaceState, connections: number) {
  return {
    type: 'hello',
    num_connections: connections,
    debug_info: { host: 'simulated', started: '', build_number: 1, approximate_connection_time: 18_060 },
    connection_info: { app_id: app.id },
  }
}

/** One WebSocket and the envelopes that wait for their acknowledgement on it. */
interface Link {
  write(message: object): void
  deliver(outgoing: Outgoing): Promise<Reply>
  leave(reason: DisconnectReason): void
  cut(): void
}

function createLink(webSocket: WebSocket): Link {
  const waiting = new Map<string, (reply: Reply) => void>()
  webSocket.on('message', (data) => acknowledge(waiting, data))
  webSocket.on('close', () => {
    for (const settle of waiting.values())
      settle({ status: 'unreachable', reason: 'the connection broke', noRetry: false })
    waiting.clear()
  })
  webSocket.on('error', () => webSocket.terminate())
  const write = (message: object) => webSocket.send(JSON.stringify(message))
  return {
    write,
    deliver(outgoing) {
      return new Promise((resolve) => {
        const envelopeId = randomUUID()
        waiting.set(envelopeId, resolve)
        write(envelope(envelopeId, outgoing))
      })
    },
    leave(reason) {
      write({ type: 'disconnect', reason, debug_info: { host: 'simulated' } })
      webSocket.close(1000)
    },
    cut: () => webSocket.terminate(),
  }
}

function acknowledge(waiting: Map<string, (reply: Reply) => void>, data: RawData): void {
  const message = parseFields(data.toString())
  const id = message && textField(message, 'envelope_id')
  if (!message || !id) return
  const payload = message['payload']
  const empty = payload === undefined || JSON.stringify(payload) === '{}'
  const body = empty ? '' : JSON.stringify(payload)
  waiting.get(id)?.({ status: 'answered', httpStatus: 200, body, noRetry: false })
  waiting.delete(id)
}

function envelope(envelopeId: string, { kind, payload, retry }: Outgoing): object {
  return {
    envelope_id: envelopeId,
    type: kind,
    payload,
    accepts_response_payload: kind !== 'events_api',
    ...(kind === 'events_api' ? { retry_attempt: retry?.attempt ?? 0, retry_reason: socketReason(retry?.reason) } : {}),
  }
}

function socketReason(reason: string | undefined): string {
  return reason === 'http_timeout' ? 'timeout' : (reason ?? '')
}
