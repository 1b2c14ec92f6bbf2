import type { ClusterReader } from '../collectors/cluster-reader.ts'
import { type Connection, type ConnectionRequest, chooseConnection } from './kubernetes/connection.ts'
import { type Credentials, credentialSource } from './kubernetes/credentials.ts'
import { createLink, type Link, type LinkOptions } from './kubernetes/link.ts'
import { bytesOf, endOfCertificate } from './kubernetes/pem.ts'
import { type ProxyEnvironment, proxyFor } from './kubernetes/proxy.ts'
import { createReader } from './kubernetes/reader.ts'
import { baseUrl, serverUrl } from './kubernetes/server-url.ts'
import { systemAuthorities } from './kubernetes/trust.ts'

/** What the environment says about clusters; `config.ts` reads it. */
interface KubernetesEnvironment extends Pick<ConnectionRequest, 'kubeconfigFiles' | 'inCluster'> {
  readonly proxy: ProxyEnvironment
  /** Authorities to trust where the kubeconfig names none. */
  readonly certificateFile?: string
  /** What credential plugins inherit. */
  readonly pluginEnvironment: Readonly<Record<string, string | undefined>>
}

/** Which cluster, and how. */
export interface ConnectOptions {
  /** This kubeconfig file instead of the environment's. */
  readonly kubeconfig?: string
  /** This context instead of the current one. */
  readonly context?: string
  readonly env: KubernetesEnvironment
  /** A person sits at the terminal: credential plugins may ask. Default false. */
  readonly interactive?: boolean
  /** Ends credential plugins that hang. */
  readonly signal?: AbortSignal
  /** How long one run of a credential plugin may take, in milliseconds; default a minute. */
  readonly pluginLimitMs?: number
}

/** A reader whose connections can be closed. */
export interface ConnectedCluster extends ClusterReader {
  close(): Promise<void>
}

/** Time enough for a login in a browser, and an end to what hangs. */
const defaultPluginLimitMs = 60_000

/**
 * Reads the kubeconfig and gets credentials, as kubectl does; the server is not contacted yet. Throws `ConfigError`
 * for everything that the person has to correct: files, names, certificates, a credential plugin that fails.
 */
export async function connect(options: ConnectOptions): Promise<ConnectedCluster> {
  const { env } = options
  const connection = chooseConnection({ ...env, kubeconfig: options.kubeconfig, context: options.context })
  const url = serverUrl(connection.cluster)
  const credentials = credentialSource(withoutSecrets(connection, url), {
    environment: env.pluginEnvironment,
    interactive: options.interactive ?? false,
    now: Date.now,
    signal: options.signal,
    limitMs: options.pluginLimitMs ?? defaultPluginLimitMs,
  })
  const links = linkKeeper(linkOptions(connection, url, env))
  // Now, so that a broken plugin or certificate is told before anything else, and one plugin runs instead of many.
  const { certificate } = await credentials.current()
  links.get(certificate)
  const reader = createReader({
    ...{ connection, credentials, server: baseUrl(url), link: links.get, now: Date.now },
    callerCertificateEnds: endOfCertificate(certificate?.cert),
  })
  return { ...reader, close: links.close }
}

/** kubectl gives credentials to TLS servers only. */
function withoutSecrets(connection: Connection, url: URL): Connection {
  return url.protocol === 'https:' ? connection : { ...connection, user: undefined }
}

function linkOptions({ cluster }: Connection, url: URL, env: KubernetesEnvironment): LinkOptions {
  const skipVerify = cluster['insecure-skip-tls-verify'] ?? false
  const own = bytesOf(cluster['certificate-authority-data'], cluster['certificate-authority'], 'certificate-authority')
  return {
    server: url,
    ca: own ?? (skipVerify || url.protocol === 'http:' ? undefined : systemAuthorities(env.certificateFile)),
    skipVerify,
    serverName: cluster['tls-server-name'],
    proxy: cluster['proxy-url'] ?? proxyFor(url, env.proxy),
  }
}

/** One link, made again only when a plugin hands out another client certificate. */
function linkKeeper(options: LinkOptions): {
  get(certificate: Credentials['certificate']): Link
  close(): Promise<void>
} {
  let link: Link | undefined
  let made: Credentials['certificate']
  return {
    get(certificate) {
      if (link && made?.cert === certificate?.cert && made?.key === certificate?.key) return link
      void link?.dispatcher.close()
      made = certificate
      link = createLink({ ...options, certificate })
      return link
    },
    close: async () => link?.close(),
  }
}
