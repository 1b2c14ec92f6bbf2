import type { TLSSocket } from 'node:tls'

/** What went over the wire, for budgets: how many requests a diagnosis makes, how many bytes it reads. */
interface Traffic {
  /** `GET /api/v1/nodes?limit=500`, in order of arrival. */
  readonly requests: readonly string[]
  /** Bytes of all answers as sent: headers, and bodies after compression; without TLS framing. */
  readonly bytesSent: number
  /** TLS handshakes. */
  readonly connections: number
  /** Requests that have no answer yet and whose client still waits for one; `reset` does not touch them. */
  readonly waiting: number
}

/** Counts traffic. */
export interface TrafficCounter {
  connection(socket: TLSSocket): void
  /** Returns what to call when the answer goes out or the client gives up; further calls change nothing. */
  request(method: string, pathAndQuery: string): () => void
  /** What was counted since the last `reset`. */
  read(): Traffic
  reset(): void
}

/** Older requests are forgotten, so that a server that runs for days does not grow. */
const MAX_REMEMBERED = 10_000

/** A counter at zero. */
export function createTrafficCounter(): TrafficCounter {
  const open = new Map<TLSSocket, number>()
  let requests: string[] = []
  let closedBytes = 0
  let connections = 0
  const waiting = new Set<symbol>()

  return {
    connection(socket) {
      connections += 1
      open.set(socket, 0)
      socket.once('close', () => {
        closedBytes += socket.bytesWritten - (open.get(socket) ?? 0)
        open.delete(socket)
      })
    },
    request(method, pathAndQuery) {
      if (requests.length >= MAX_REMEMBERED) requests = requests.slice(MAX_REMEMBERED / 2)
      requests.push(`${method} ${pathAndQuery}`)
      const id = Symbol(pathAndQuery)
      waiting.add(id)
      return () => waiting.delete(id)
    },
    read() {
      const openBytes = [...open].reduce((sum, [socket, base]) => sum + socket.bytesWritten - base, 0)
      return { requests: [...requests], bytesSent: closedBytes + openBytes, connections, waiting: waiting.size }
    },
    reset() {
      requests = []
      closedBytes = 0
      connections = 0
      for (const socket of open.keys()) open.set(socket, socket.bytesWritten)
    },
  }
}
