import type { EpochMs } from '../diagnosis/evidence.ts'

/** One answer of the API server, whatever its status. Bodies are bounded by the reader. */
export interface ApiAnswer {
  readonly status: number
  /** Media type without parameters, e.g. `application/json`. */
  readonly contentType: string
  readonly body: string
  /** The server's `Date` header: the cluster's clock. */
  readonly date?: EpochMs
  /** Where a redirect (3xx) points, without query: it may hold secrets. Redirects are not followed. */
  readonly location?: string
  /** The `Retry-After` header as sent: seconds or a date. */
  readonly retryAfter?: string
}

/** How one request is made. */
export interface ReadOptions {
  readonly signal: AbortSignal
  /** `table` asks for the server-side Table with metadata of each row (labels), the cheap way to list nodes. */
  readonly accept?: 'json' | 'table' | 'text'
  /** Bodies over this many bytes (after decompression) end as `invalid`; default 8 MiB. */
  readonly maxBytes?: number
}

/** The narrow port through which collectors read a cluster; `adapters/kubernetes` implements it. */
export interface ClusterReader {
  /** Name of the cluster as people know it (the kubeconfig's context). */
  readonly cluster: string
  /** The server's base URL without credentials, for messages. */
  readonly server: string
  /** When the client certificate that we show ends; absent when we show none. */
  readonly callerCertificateEnds?: EpochMs
  /** GETs a path with query (`/api/v1/nodes/x`). Throws `ReadError` when there is no HTTP answer; statuses are returned. */
  get(path: string, options: ReadOptions): Promise<ApiAnswer>
}
