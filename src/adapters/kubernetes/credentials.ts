import { readFileSync } from 'node:fs'
import { ConfigError } from '../config-error.ts'
import { authProvider } from './auth-provider.ts'
import type { Connection } from './connection.ts'
import { runExecPlugin } from './exec-plugin.ts'
import type { KubeconfigExec, KubeconfigUser } from './kubeconfig-schema.ts'
import { bytesOf } from './pem.ts'

/** What proves who we are, at one time. */
export interface Credentials {
  /** Value of the Authorization header. */
  readonly authorization?: string
  readonly certificate?: { readonly cert: string | Buffer; readonly key: string | Buffer }
  /** Milliseconds since the epoch; infinite when they do not end. */
  readonly validUntil: number
}

/** Keeps credentials for as long as they are good. */
export interface CredentialSource {
  /** Many callers at once start one plugin, not many. */
  current(): Promise<Credentials>
  /** Forgets what a plugin or file gave, after a 401; false if asking again cannot change anything. */
  renew(): boolean
}

/** How credentials are got. */
export interface CredentialOptions {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly interactive: boolean
  readonly now: () => number
  /** Ends a plugin that hangs at the first call. */
  readonly signal?: AbortSignal
  /** How long one run of a plugin may take, in milliseconds. */
  readonly limitMs: number
}

/** A rotated token file is read again after this time, as client-go does. */
const tokenFileMs = 60_000

/** Credentials of a connection's user: static, from a file, from a plugin, or none. */
export function credentialSource(connection: Connection, options: CredentialOptions): CredentialSource {
  const { user = {} } = connection
  const renewable = Boolean(user.tokenFile || user.exec || user['auth-provider'])
  const read = reader(connection, user, options)
  let known: Promise<Credentials> | undefined
  let validUntil = Number.POSITIVE_INFINITY
  async function remember(): Promise<Credentials> {
    try {
      const credentials = await read()
      validUntil = credentials.validUntil
      return credentials
    } catch (error) {
      known = undefined
      throw error
    }
  }
  return {
    current() {
      if (options.now() >= validUntil) known = undefined
      validUntil = known ? validUntil : Number.POSITIVE_INFINITY
      known ??= remember()
      return known
    },
    renew() {
      known = undefined
      return renewable
    },
  }
}

/** How this user's credentials are read. Static ones win over a plugin, as in client-go. */
function reader(
  connection: Connection,
  user: Partial<KubeconfigUser>,
  options: CredentialOptions,
): () => Promise<Credentials> {
  const { tokenFile, token, username, password, exec } = user
  const certificate = clientCertificate(user)
  const fixed = { certificate, validUntil: Number.POSITIVE_INFINITY }
  if (tokenFile) {
    return async () => ({
      certificate,
      authorization: bearer(readTokenFile(tokenFile, token)),
      validUntil: options.now() + tokenFileMs,
    })
  }
  if (token) return async () => ({ ...fixed, authorization: bearer(token) })
  if (username) return async () => ({ ...fixed, authorization: basic(username, password ?? '') })
  if (exec) return async () => ({ ...fixed, ...(await pluginCredentials(connection, exec, options)) })
  if (!user['auth-provider']) return async () => fixed
  const ask = authProvider(connection)
  return async () => ({ certificate, authorization: await ask(), validUntil: options.now() + tokenFileMs })
}

async function pluginCredentials(
  connection: Connection,
  exec: KubeconfigExec,
  options: CredentialOptions,
): Promise<Credentials> {
  const given = await runExecPlugin({ exec, cluster: connection.cluster, ...options })
  const { clientCertificateData: cert, clientKeyData: key, expirationTimestamp } = given
  return {
    authorization: given.token ? bearer(given.token) : undefined,
    ...(cert && key ? { certificate: { cert, key } } : {}),
    validUntil: Date.parse(expirationTimestamp ?? '') || Number.POSITIVE_INFINITY,
  }
}

function clientCertificate(user: Partial<KubeconfigUser>): Credentials['certificate'] {
  const cert = bytesOf(user['client-certificate-data'], user['client-certificate'], 'client-certificate')
  const key = bytesOf(user['client-key-data'], user['client-key'], 'client-key')
  if (!cert && !key) return undefined
  if (cert && key) return { cert, key }
  throw new ConfigError(`the user has a ${cert ? 'client-certificate, but no client-key' : 'client-key only'}`)
}

function readTokenFile(file: string, fallback: string | undefined): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    if (fallback) return fallback
    throw new ConfigError(`cannot read the token file ${file}`, { cause })
  }
}

function bearer(token: string): string {
  return `Bearer ${token.trim()}`
}

function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}
