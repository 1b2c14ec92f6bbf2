import { ConfigError } from '../config-error.ts'
import type { KubeconfigCluster } from './kubeconfig-schema.ts'

/**
 * The server's URL. Without a scheme it is https if the cluster entry has anything to do with TLS, else http, as
 * client-go's `DefaultServerURL` decides. A path stays: Rancher and others serve many clusters on one host.
 */
export function serverUrl(cluster: Partial<KubeconfigCluster>): URL {
  const server = cluster.server ?? ''
  const encrypted =
    cluster['certificate-authority'] || cluster['certificate-authority-data'] || cluster['insecure-skip-tls-verify']
  const text = server.includes('://') ? server : `${encrypted ? 'https' : 'http'}://${server}`
  if (!URL.canParse(text) || !/^https?:/.test(text)) {
    throw new ConfigError(`the server "${withoutPassword(server)}" in the kubeconfig is no http or https address`)
  }
  return new URL(text)
}

/** The URL without user, password, query and trailing slash, for messages and requests. */
export function baseUrl(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`
}

function withoutPassword(server: string): string {
  return server.replace(/\/\/[^/]*@/, '//')
}
