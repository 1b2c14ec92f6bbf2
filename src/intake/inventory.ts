import type { EpochMs } from '../diagnosis/evidence.ts'

/** One node as lists show it. */
export interface KnownNode {
  readonly name: string
  /** The STATUS column of `kubectl get nodes`, e.g. `Ready` or `NotReady,SchedulingDisabled`. */
  readonly status: string
  /** Anything but plain `Ready`. */
  readonly sick: boolean
}

/** The nodes of one cluster at one time. */
export interface NodeList {
  readonly nodes: readonly KnownNode[]
  /** Nodes in the cluster, also those that were not read. */
  readonly total: number
  readonly readAt: EpochMs
}

interface InventoryOptions {
  /** An older list is read again. */
  readonly maxAgeMs: number
  /** No answer takes longer: then what was last known is given, or a problem. */
  readonly withinMs: number
}

/** The list, or one line about why there is none. */
type InventoryAnswer = { readonly list: NodeList } | { readonly problem: string }

/** What commands know of the nodes: to complete names, to offer them, to list them. Never throws. */
export interface Inventory {
  nodes(cluster: string, options: InventoryOptions): Promise<InventoryAnswer>
}
