import type { ObjectStore } from './object-store.ts'
import type { SimClock } from './sim-clock.ts'

/** One line of `/livez` and `/readyz`. */
export interface HealthCheck {
  readonly name: string
  readonly ok: boolean
  /** What `/readyz/<name>` says when the check fails. */
  readonly detail: string
}

/** An answer of a kubelet, as the node proxy hands it on. */
export interface KubeletAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

/** One row of `componentstatuses`: the API server's own probe of a neighbour. */
export interface ComponentHealth {
  /** `scheduler`, `controller-manager`, `etcd-0`. */
  readonly name: string
  /** What went wrong, in Go's wording (`context deadline exceeded`); absent when healthy. */
  readonly error?: string
}

/** The kubelet's port 10250 as the API server sees it: an answer, or a `DialError` with Go's wording. */
export interface KubeletEndpoint {
  request(path: string, query: URLSearchParams, signal: AbortSignal): Promise<KubeletAnswer>
}

/** The API server could not reach a backend; `message` is what Go's net/http prints, e.g. `dial tcp 10.0.0.3:10250: connect: connection refused`. */
export class DialError extends Error {}

/** etcd did not serve a request; the status and message are what the API server answers then. */
export class StorageError extends Error {
  readonly status: number
  /** `reason` of the Status body; the real 504 body has it, the real 500 body has none. */
  readonly reason: string | undefined

  constructor(status: number, message: string, reason?: string) {
    super(message)
    this.status = status
    this.reason = reason
  }
}

/**
 * What the wire layer (`api/`) asks of the simulated world behind it (`components/`).
 * Every delay runs on `clock`, so a test that advances it gets a 60 s answer at once.
 */
export interface ControlPlaneBackend {
  readonly clock: SimClock
  readonly store: ObjectStore
  /** `stopped`: the port refuses. `hung`: connections are accepted and never answered. */
  apiserverState(): 'up' | 'stopped' | 'hung'
  /**
   * Passed before every storage access: returns when etcd serves, throws `StorageError` when and as the real one fails.
   * A `proxy` request is long-running for the API server: it has no time limit of its own.
   */
  storage(signal: AbortSignal, kind?: 'read' | 'proxy'): Promise<void>
  /** The checks of `/livez` or `/readyz`, in the real order. */
  health(endpoint: 'livez' | 'readyz' | 'healthz'): Promise<readonly HealthCheck[]>
  /** What `componentstatuses` finds, as slowly as the real one (20 s without etcd). Without this method all three are healthy. */
  componentHealth?(signal: AbortSignal): Promise<readonly ComponentHealth[]>
  /** The kubelet behind a Node object (looked up by the node's name), or undefined if no machine ever had that name. */
  kubelet(nodeName: string): KubeletEndpoint | undefined
}
