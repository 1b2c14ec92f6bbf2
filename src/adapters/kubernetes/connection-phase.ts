import { Socket } from 'node:net'
import type { buildConnector } from 'undici'

/**
 * How far a connection came. `connecting` waits for TCP, `handshaking` for TLS, `connected` may wait for an answer;
 * through a proxy (`proxied`) only the proxy knows.
 */
export type ConnectionPhase = 'connecting' | 'handshaking' | 'connected' | 'proxied'

/** Connections being made, and how far they came. */
export interface WatchedConnections {
  readonly connect: buildConnector.connector
  phase(): ConnectionPhase
  /** Gives up those that do not stand yet: a pool that is closed waits for them otherwise. */
  abandon(): void
}

/** Makes connections with `connector` and watches them. */
export function watchConnections(connector: buildConnector.connector, encrypted: boolean): WatchedConnections {
  const pending = new Set<Socket>()
  let open = 0
  let newest: ConnectionPhase = 'connecting'
  function connect(options: buildConnector.Options, callback: buildConnector.Callback): void {
    newest = 'connecting'
    // The types hide it, but the connector hands out its socket before it is connected.
    const socket: unknown = connector(options, (...result) => {
      if (socket instanceof Socket) pending.delete(socket)
      if (result[1]) {
        open += 1
        newest = 'connected'
        result[1].once('close', () => {
          open -= 1
        })
      }
      callback(...result)
    })
    if (!(socket instanceof Socket)) return
    pending.add(socket)
    socket.once('connect', () => {
      if (encrypted) newest = 'handshaking'
    })
  }
  function abandon(): void {
    for (const socket of pending) socket.destroy(new Error('abandoned'))
  }
  return { connect, phase: () => (open > 0 ? 'connected' : newest), abandon }
}
