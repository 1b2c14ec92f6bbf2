import type { ClusterReader } from '../collectors/cluster-reader.ts'
import { ConfigError } from './config-error.ts'
import { type ConnectedCluster, type ConnectOptions, connect } from './kubernetes.ts'

/** One configured cluster. */
interface ClusterEntry {
  readonly name: string
  readonly kubeconfig?: string
  readonly context?: string
}

/** The configured clusters, connected when they are first needed and kept. */
export interface ClusterPool {
  /** Throws `ConfigError` with a line for a person: no such cluster, no such file, no login. */
  connectTo(name: string): Promise<ClusterReader>
  close(): Promise<void>
}

/** A pool without connections yet. */
export function createClusterPool(entries: readonly ClusterEntry[], env: ConnectOptions['env']): ClusterPool {
  const connections = new Map<string, Promise<ConnectedCluster>>()

  function connection(entry: ClusterEntry): Promise<ConnectedCluster> {
    const known = connections.get(entry.name)
    if (known) return known
    const { kubeconfig, context } = entry
    const made = connect({ kubeconfig, context, env, interactive: false })
    connections.set(entry.name, made)
    // A file that is mended meanwhile, or a login plugin that works again, is to be tried anew.
    made.catch(() => connections.delete(entry.name))
    return made
  }

  return {
    async connectTo(name) {
      const entry = entries.find((one) => one.name === name)
      if (!entry) throw new ConfigError(`no cluster "${name}" is configured`)
      // People know the cluster by its name here, not by the kubeconfig's context.
      return { ...(await connection(entry)), cluster: name }
    },
    async close() {
      const open = await Promise.allSettled(connections.values())
      await Promise.all(open.map((one) => (one.status === 'fulfilled' ? one.value.close() : undefined)))
    },
  }
}
