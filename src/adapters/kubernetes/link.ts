import { createSecureContext, type SecureContext } from 'node:tls'
import { Agent, buildConnector, type Dispatcher, ProxyAgent } from 'undici'
import { ConfigError } from '../config-error.ts'
import { type ConnectionPhase, watchConnections } from './connection-phase.ts'

/** How a link to one API server is made. */
export interface LinkOptions {
  readonly server: URL
  readonly ca?: string | Buffer | readonly string[]
  readonly certificate?: { readonly cert: string | Buffer; readonly key: string | Buffer }
  /** `insecure-skip-tls-verify`: the person's own decision. */
  readonly skipVerify: boolean
  /** `tls-server-name`: the name to ask for and to find in the certificate. */
  readonly serverName?: string
  readonly proxy?: string
}

/** Pooled connections to one API server. */
export interface Link {
  readonly dispatcher: Dispatcher
  /** How far the newest connection came: tells a vanished host from a hung process. */
  phase(): ConnectionPhase
  /** Ends every connection, also those that are not answered. */
  close(): Promise<void>
}

/**
 * Enough for every source to be read at once when several of them hang, and few enough that a cold start does not
 * spend its time on TLS handshakes.
 */
const connections = 12
const connectMs = 10_000

/** Opens nothing yet; connections are made by the first requests and kept for the next ones. */
export function createLink(options: LinkOptions): Link {
  const tls = {
    secureContext: options.server.protocol === 'https:' ? secureContext(options) : undefined,
    // Said aloud, because NODE_TLS_REJECT_UNAUTHORIZED would otherwise hand a token to anybody.
    rejectUnauthorized: !options.skipVerify,
    servername: options.serverName,
    timeout: connectMs,
    keepAlive: true,
    // client-go's interval; load balancers cut idle connections after 60 s.
    keepAliveInitialDelay: 30_000,
  }
  // Time limits are the caller's signal, not the pool's.
  const pool = { connections, headersTimeout: 0, bodyTimeout: 0 }
  if (options.proxy) {
    const dispatcher = proxyAgent(options.proxy, { ...pool, requestTls: tls })
    return { dispatcher, phase: () => 'proxied', close: () => dispatcher.destroy() }
  }
  const watched = watchConnections(buildConnector(tls), options.server.protocol === 'https:')
  const dispatcher = new Agent({ ...pool, connect: watched.connect })
  async function close(): Promise<void> {
    watched.abandon()
    await dispatcher.destroy()
  }
  return { dispatcher, phase: watched.phase, close }
}

function proxyAgent(uri: string, options: Omit<ProxyAgent.Options, 'uri'>): Dispatcher {
  try {
    return new ProxyAgent({ ...options, uri })
  } catch (cause) {
    throw new ConfigError(`cannot use the proxy "${uri.replace(/\/\/.*@/, '//')}"`, { cause })
  }
}

/** Parsed once: a bundle of authorities costs milliseconds at every handshake otherwise. */
function secureContext({ ca, certificate }: LinkOptions): SecureContext {
  try {
    return createSecureContext({ ca: typeof ca === 'object' && !Buffer.isBuffer(ca) ? [...ca] : ca, ...certificate })
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new ConfigError(`the kubeconfig's certificates cannot be used: ${why}`, { cause })
  }
}
