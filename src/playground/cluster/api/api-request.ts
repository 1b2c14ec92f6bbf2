import type { IncomingHttpHeaders } from 'node:http'
import type { ControlPlaneBackend } from '../backend.ts'
import type { Authorizer } from './authorizer.ts'
import type { PodIndex } from './pod-index.ts'
import type { RequestInfo, ResourcePath } from './request-info.ts'
import type { User } from './users.ts'

/** The parts of the API server that handlers work with. */
export interface ApiContext {
  readonly backend: ControlPlaneBackend
  readonly authorizer: Authorizer
  readonly podIndex: PodIndex
}

/** One authenticated request. */
export interface ApiRequest {
  readonly context: ApiContext
  readonly info: RequestInfo
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly user: User
  /** Fires when the client has gone or the server closes. */
  readonly signal: AbortSignal
  /** The whole request body (only the two review POSTs have one). */
  readonly readBody: () => Promise<Buffer>
}

/** A request for a resource. */
export interface ResourceRequest extends ApiRequest {
  readonly target: ResourcePath
}
