import { ConfigError } from '../config-error.ts'
import type { Connection } from './connection.ts'

/** Answers the Authorization header of a user with an `auth-provider`, refreshing the token when it has expired. */
export type AuthProvider = () => Promise<string>

/**
 * `auth-provider` (OpenID Connect) is old and rare, so its code, the Kubernetes client with an OAuth library,
 * is loaded only when a kubeconfig has one.
 */
export function authProvider(connection: Connection): AuthProvider {
  let loading: ReturnType<typeof loadClient> | undefined
  return async () => {
    loading ??= loadClient(connection)
    const name = connection.user?.['auth-provider']?.name
    const authorization = await (await loading).authorization().catch((cause: unknown) => {
      const why = cause instanceof Error ? cause.message : String(cause)
      throw new ConfigError(`the auth-provider "${name}" cannot refresh the token: ${why}`, { cause })
    })
    if (authorization) return authorization
    throw new ConfigError(`the auth-provider "${name}" has no valid token and cannot refresh it: log in again`)
  }
}

async function loadClient({ cluster, user }: Connection): Promise<{ authorization(): Promise<string | undefined> }> {
  const { KubeConfig } = await import('@kubernetes/client-node/dist/config.js')
  const client = new KubeConfig()
  // The client builds a connection that is never opened; without this it refuses plain http servers.
  const server = { name: 'cluster', server: cluster.server ?? '', skipTLSVerify: true }
  client.loadFromClusterAndUser(server, { name: 'user', authProvider: user?.['auth-provider'] })
  return {
    async authorization() {
      const options: Parameters<typeof client.applyToHTTPSOptions>[0] = {}
      await client.applyToHTTPSOptions(options)
      const header = new Map(Object.entries(options.headers ?? {})).get('Authorization')
      return header === undefined ? undefined : String(header)
    },
  }
}
