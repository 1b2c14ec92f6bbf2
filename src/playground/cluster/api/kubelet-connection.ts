import { DialError, type KubeletEndpoint } from '../backend.ts'
import type { KubeObject } from '../object-store.ts'
import type { ApiContext } from './api-request.ts'

/** The node's resource type in the store. */
const NODES = { group: '', version: 'v1', resource: 'nodes' } as const

const DEFAULT_PORT = 10250

interface NodeFields {
  readonly status?: {
    readonly addresses?: readonly { readonly type: string; readonly address: string }[]
    readonly daemonEndpoints?: { readonly kubeletEndpoint?: { readonly Port?: number } }
  }
}

/** The kubelet of a node, as the API server gets hold of it. */
export interface KubeletConnection {
  /** `127.0.0.1:10250`, as it appears in error messages. */
  readonly address: string
  readonly endpoint: KubeletEndpoint
}

function addressOf(node: KubeObject): string {
  const { status } = node as KubeObject & NodeFields
  const host = status?.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? node.metadata.name
  return `${host}:${status?.daemonEndpoints?.kubeletEndpoint?.Port ?? DEFAULT_PORT}`
}

/** A machine that never was: its name does not resolve. */
function absent(nodeName: string): KubeletEndpoint {
  return {
    request: async () => {
      throw new DialError(`dial tcp: lookup ${nodeName}: no such host`)
    },
  }
}

/** Looks a node's kubelet up; undefined if there is no Node object of that name. */
export function kubeletOf({ backend }: ApiContext, nodeName: string): KubeletConnection | undefined {
  const node = backend.store.get(NODES, undefined, nodeName)
  if (!node) return undefined
  return { address: addressOf(node), endpoint: backend.kubelet(nodeName) ?? absent(nodeName) }
}
