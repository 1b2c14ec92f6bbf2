import { ReadError } from '../../collectors/read-error.ts'
import type { ReachOutcome } from '../../diagnosis/facts/kubelet.ts'
import { ConfigError } from '../config-error.ts'
import type { ConnectionPhase } from './connection-phase.ts'

/** A request that ended without an answer. */
export interface Failure {
  readonly error: unknown
  /** The server's URL, for the message. */
  readonly server: string
  readonly path: string
  readonly phase: ConnectionPhase
  /** The caller's time limit ended the request. */
  readonly aborted: boolean
}

interface Meaning {
  /** Absent where the trouble is on our side of the connection. */
  readonly outcome?: ReachOutcome
  /** Completes "<server> …". */
  readonly text: string
}

const refused: Meaning = { outcome: 'refused', text: 'refused the connection: the host answers, nothing listens there' }
const reset: Meaning = { outcome: 'reset', text: 'closed the connection before it answered' }
const unknownName: Meaning = { outcome: 'dns', text: 'cannot be found: its name does not resolve' }
const noRoute: Meaning = { outcome: 'no-route', text: 'cannot be reached: no route to the host' }
const expired: Meaning = { outcome: 'tls-expired', text: 'shows a certificate that has expired or is not valid yet' }
const wrongName: Meaning = { outcome: 'tls-name', text: 'shows a certificate for another name' }
const untrusted: Meaning = {
  outcome: 'tls-untrusted',
  text: "shows a certificate that the kubeconfig's authority did not sign",
}

/** Node's, OpenSSL's and undici's error codes. */
const meanings: Readonly<Record<string, Meaning>> = {
  ECONNREFUSED: refused,
  ECONNRESET: reset,
  EPIPE: reset,
  UND_ERR_SOCKET: reset,
  ENOTFOUND: unknownName,
  EAI_AGAIN: unknownName,
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  EADDRNOTAVAIL: noRoute,
  CERT_HAS_EXPIRED: expired,
  CERT_NOT_YET_VALID: expired,
  ERR_TLS_CERT_ALTNAME_INVALID: wrongName,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  CERT_SIGNATURE_FAILURE: untrusted,
  CERT_UNTRUSTED: untrusted,
  CERT_REJECTED: untrusted,
  CERT_REVOKED: untrusted,
  INVALID_CA: untrusted,
  INVALID_PURPOSE: untrusted,
}

const timeouts = new Set(['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])

/** One clear sentence, and how the connection ended. */
export function toReadError(failure: Failure): ReadError {
  const { error: cause, server } = failure
  // First, since the reason of an abort may be an error of ours that knows nothing of the connection.
  if (failure.aborted) return timedOut(failure)
  if (cause instanceof ReadError) return cause
  if (cause instanceof ConfigError) return new ReadError('not-configured', cause.message, { cause })
  const code = codeOf(cause)
  if (timeouts.has(code)) return timedOut(failure)
  const meaning = meanings[code] ?? unusual(code, cause)
  return new ReadError('unavailable', `${server} ${meaning.text}`, { outcome: meaning.outcome, cause })
}

function timedOut({ server, path, phase, error: cause }: Failure): ReadError {
  if (phase === 'handshaking') {
    const text = `${server} accepted the connection, but did not answer the TLS handshake in time: its process hangs`
    return new ReadError('timeout', text, { outcome: 'tls-timeout', cause })
  }
  const text = {
    connecting: `${server} did not accept a connection in time: packets vanish on the way, or the host is off`,
    connected: `${server} did not answer GET ${path} in time`,
    proxied: `${server} did not answer GET ${path} through the proxy in time`,
  }[phase]
  return new ReadError('timeout', text, { outcome: 'timeout', cause })
}

function unusual(code: string, error: unknown): Meaning {
  const why = error instanceof Error ? error.message.split('\n')[0] : String(error)
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'EPROTO') {
    return { outcome: 'http-error', text: 'does not speak TLS on this port' }
  }
  if (code.startsWith('ERR_SSL_')) return { outcome: 'http-error', text: `refused the TLS handshake: ${why}` }
  if (error instanceof Error && error.name === 'HTTPParserError') {
    return { outcome: 'http-error', text: 'does not speak HTTP on this port' }
  }
  if (code.startsWith('Z_')) return { outcome: 'http-error', text: `sent what is no gzip: ${why}` }
  return { text: `could not be asked: ${why}` }
}

/** The code of an error or of what caused it; several failed addresses of one name come as one error. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return codeOf(error.cause)
}
