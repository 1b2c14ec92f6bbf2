import { Socket } from 'node:net'
import type { buildConnector } from 'undici'

/**
 * How far a connection came. `connecting` waits for TCP, `handshaking` for TLS, `connected` may wait for an answer;
 * through a proxy (`proxied`) only the proxy knows.
 */
export type ConnectionPhase = 'connecting' | 'handshaking' | 'connected' | 'proxied'

/** Makes connections with `connector` and remembers how far they came. */
export function watchConnections(
  connector: buildConnector.connector,
  encrypted: boolean,
): { readonly connect: buildConnector.connector; phase(): ConnectionPhase } {
  let open = 0
  let newest: ConnectionPhase = 'connecting'
  function connect(options: buildConnector.Options, callback: buildConnector.Callback): void {
    newest = 'connecting'
    // The types hide it, but the connector hands out its socket before it is connected.
    const socket: unknown = connector(options, (...result) => {
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
    socket.once('connect', () => {
      if (encrypted) newest = 'handshaking'
    })
  }
  return { connect, phase: () => (open > 0 ? 'connected' : newest) }
}
