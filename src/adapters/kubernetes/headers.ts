import type { ReadOptions } from '../../collectors/cluster-reader.ts'
import { version } from '../../version.ts'
import type { Connection } from './connection.ts'

type Headers = Record<string, string | string[]>

/** Kubernetes docs, "Receiving resources as Tables"; plain JSON is the fallback of old servers. */
const accepted = {
  json: 'application/json',
  table: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json',
  text: 'text/plain, */*',
} as const

/** Headers of one request. Over plain HTTP a connection has no user (`connect` sees to it, as kubectl does), so nothing secret is in them. */
export function requestHeaders(
  { cluster, user = {} }: Connection,
  authorization: string | undefined,
  accept: ReadOptions['accept'] = 'json',
): Headers {
  const headers: Headers = { accept: accepted[accept], 'user-agent': `kubemedic/${version}` }
  if (!cluster['disable-compression']) headers['accept-encoding'] = 'gzip'
  if (authorization) headers['authorization'] = authorization
  return { ...headers, ...impersonation(user) }
}

/** Kubernetes docs, "User impersonation". */
function impersonation(user: NonNullable<Connection['user']>): Headers {
  const headers: Headers = {}
  if (user.as) headers['impersonate-user'] = user.as
  if (user['as-uid']) headers['impersonate-uid'] = user['as-uid']
  if (user['as-groups']?.length) headers['impersonate-group'] = user['as-groups']
  for (const [key, values] of Object.entries(user['as-user-extra'] ?? {})) {
    headers[`impersonate-extra-${encodeURIComponent(key.toLowerCase())}`] = values
  }
  return headers
}
