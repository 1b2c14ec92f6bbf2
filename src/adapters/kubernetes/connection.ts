import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { nearestNames } from '../../diagnosis/nearest-names.ts'
import { ConfigError } from '../config-error.ts'
import { type Kubeconfig, readKubeconfig } from './kubeconfig.ts'
import type { KubeconfigCluster, KubeconfigUser } from './kubeconfig-schema.ts'

/** Which API server to talk to, and as whom. */
export interface Connection {
  /** The context's name, or `in-cluster`. */
  readonly name: string
  readonly cluster: Partial<KubeconfigCluster>
  /** Absent for a context without a user: anonymous requests. */
  readonly user?: Partial<KubeconfigUser>
}

/** What the person asked for, and where the environment says to look. */
export interface ConnectionRequest {
  /** `--kubeconfig`: this file and no other. */
  readonly kubeconfig?: string
  /** `--context`: instead of the current context. */
  readonly context?: string
  readonly kubeconfigFiles: readonly string[]
  readonly inCluster?: { readonly host: string; readonly port: string; readonly serviceAccountFolder: string }
}

/**
 * Chooses as kubectl does: the named or current context of the kubeconfig files, else, without any
 * kubeconfig, the service account of the pod that we run in.
 */
export function chooseConnection(request: ConnectionRequest): Connection {
  const kubeconfig = request.kubeconfig
    ? readKubeconfig([request.kubeconfig], 'refuse')
    : readKubeconfig(request.kubeconfigFiles, 'skip')
  const name = request.context ?? kubeconfig.currentContext
  if (name) return connectionOf(kubeconfig, name)
  return (request.kubeconfig ? undefined : serviceAccount(request)) ?? refuse(request, kubeconfig)
}

function connectionOf(kubeconfig: Kubeconfig, name: string): Connection {
  const context = kubeconfig.contexts.get(name)
  const files = kubeconfig.files.join(', ') || 'the kubeconfig, which is empty or missing'
  if (!context) throw new ConfigError(`there is no context "${name}" in ${files}${suggestion(kubeconfig, name)}`)
  const cluster = context.cluster ? kubeconfig.clusters.get(context.cluster) : undefined
  if (!cluster) {
    throw new ConfigError(`context "${name}" names the cluster "${context.cluster ?? ''}", which is not in ${files}`)
  }
  if (!cluster.server) throw new ConfigError(`the cluster "${context.cluster}" in ${files} has no server`)
  if (!context.user) return { name, cluster }
  const user = kubeconfig.users.get(context.user)
  if (!user) throw new ConfigError(`context "${name}" names the user "${context.user}", who is not in ${files}`)
  return { name, cluster, user }
}

function suggestion(kubeconfig: Kubeconfig, name: string): string {
  const names = [...kubeconfig.contexts.keys()]
  const near = nearestNames(name, names)
  if (near.length > 0) return `; did you mean ${near.join(' or ')}?`
  return names.length > 0 ? `; it has ${names.slice(0, 10).join(', ')}` : ''
}

function serviceAccount({ inCluster }: ConnectionRequest): Connection | undefined {
  if (!inCluster) return undefined
  const tokenFile = join(inCluster.serviceAccountFolder, 'token')
  if (!existsSync(tokenFile)) return undefined
  const host = inCluster.host.includes(':') ? `[${inCluster.host}]` : inCluster.host
  return {
    name: 'in-cluster',
    cluster: {
      server: `https://${host}:${inCluster.port}`,
      'certificate-authority': join(inCluster.serviceAccountFolder, 'ca.crt'),
    },
    user: { tokenFile },
  }
}

function refuse(request: ConnectionRequest, kubeconfig: Kubeconfig): never {
  const names = [...kubeconfig.contexts.keys()]
  if (names.length > 0) {
    const files = kubeconfig.files.join(', ')
    throw new ConfigError(`no current context in ${files}; choose one with --context: ${names.slice(0, 10).join(', ')}`)
  }
  const looked = request.kubeconfig ? [request.kubeconfig] : request.kubeconfigFiles
  throw new ConfigError(
    `no cluster is configured: looked in ${looked.join(', ') || 'no file'}; name a kubeconfig with --kubeconfig or KUBECONFIG`,
  )
}
