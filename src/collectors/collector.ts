import type { EpochMs } from '../diagnosis/evidence.ts'
import type { Target, TargetKind } from '../diagnosis/target.ts'
import type { ClusterReader } from './cluster-reader.ts'

/** One line of RBAC that a collector needs. `deploy/rbac` is held equal to the sum of these by a test. */
export type Permission =
  | {
      readonly group: string
      readonly resource: string
      readonly verb: 'get' | 'list'
      /** Inside this namespace only. */
      readonly namespace?: string
      /** The one object of this name only. */
      readonly name?: string
    }
  | { readonly path: string; readonly verb: 'get' }

/** What a collector gets to work with. */
export interface CollectRequest {
  readonly target: Target
  readonly read: ClusterReader
  /** Aborted at the collector's own deadline or when the whole diagnosis ends. */
  readonly signal: AbortSignal
  /** The local clock. */
  readonly now: () => EpochMs
}

/**
 * Reads one source. It returns slim plain JSON (only what facts are drawn from), or throws a `ReadError`,
 * which becomes a gap. It never decides anything.
 */
export interface Collector<Data = unknown> {
  /** Name of the source; the file name too. */
  readonly source: string
  /** `read` is rung 1 (the API server), `kubelet` rung 2 (through the node proxy): one RBAC role each. */
  readonly role: 'read' | 'kubelet'
  readonly permissions: readonly Permission[]
  readonly targets: readonly TargetKind[]
  /** Own time limit in milliseconds. */
  readonly deadlineMs: number
  collect(request: CollectRequest): Promise<Data>
}
