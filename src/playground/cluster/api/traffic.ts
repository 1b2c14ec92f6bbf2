import type { TLSSocket } from 'node:tls'

/** What went over the wire, for budgets: how many requests a diagnosis makes, how many bytes it reads. */
interface Traffic {
  /** `GET /api/v1/nodes?limit=500`, in order of arrival. */
  readonly requests: readonly string[]
  /** Bytes of all answers as sent: headers, and bodies after compression; without TLS framing. */
  readonly bytesSent: number
  /** TLS handshakes. */
  readonly connections: number
}

/** Counts traffic. */
export interface TrafficCounter {
  connection(socket: TLSSocket): void
  request(method: string, pathAndQuery: string): void
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
    },
    read() {
      const openBytes = [...open].reduce((sum, [socket, base]) => sum + socket.bytesWritten - base, 0)
      return { requests: [...requests], bytesSent: closedBytes + openBytes, connections }
    },
    reset() {
      requests = []
      closedBytes = 0
      connections = 0
      for (const socket of open.keys()) open.set(socket, socket.bytesWritten)
    },
  }
}
