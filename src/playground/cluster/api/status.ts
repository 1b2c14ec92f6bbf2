import type { ResourcePath } from './request-info.ts'

/** `metav1.Status`, the body of every failure. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
export interface Status {
  readonly kind: 'Status'
  readonly apiVersion: 'v1'
  readonly metadata: Record<string, never>
  readonly status: 'Failure'
  readonly message: string
  readonly reason?: string
  readonly details?: Readonly<Record<string, unknown>>
  readonly code: number
}

/** A failure to be answered as a Status. */
export class ApiError extends Error {
  readonly status: Status

  constructor(code: number, message: string, reason?: string, details?: Readonly<Record<string, unknown>>) {
    super(message)
    this.status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, details, code }
  }
}

/** A failure whose body is plain text, as Go's `http.Error` writes it. */
export class PlainError extends Error {
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** `details` of a Status about a resource; empty members are left out, as Go's omitempty does. */
function detailsOf({ group, resource, name }: Pick<ResourcePath, 'group' | 'resource' | 'name'>) {
  return { ...(name ? { name } : {}), ...(group ? { group } : {}), kind: resource }
}

/** `leases.coordination.k8s.io`, or just `pods` in the core group. */
function qualified({ group, resource }: Pick<ResourcePath, 'group' | 'resource'>): string {
  return group ? `${resource}.${group}` : resource
}

/** 404 for an object that does not exist. */
export function notFound(target: Pick<ResourcePath, 'group' | 'resource' | 'name'>): ApiError {
  return new ApiError(404, `${qualified(target)} "${target.name}" not found`, 'NotFound', detailsOf(target))
}

/** 404 for a path that leads nowhere. */
export function noSuchPath(): PlainError {
  return new PlainError(404, '404 page not found')
}

/** 401: credentials were given and are not known. */
export function unauthorized(): ApiError {
  return new ApiError(401, 'Unauthorized', 'Unauthorized')
}

/** 403 for a resource; `explanation` is the authorizer's "User … cannot …". */
export function forbidden(target: ResourcePath, explanation: string): ApiError {
  const subject = target.name ? `${qualified(target)} "${target.name}"` : qualified(target)
  return new ApiError(403, `${subject} is forbidden: ${explanation}`, 'Forbidden', detailsOf(target))
}

/** 403 for a path that is no resource. */
export function forbiddenPath(explanation: string): ApiError {
  return new ApiError(403, `forbidden: ${explanation}`, 'Forbidden', {})
}

/** 400: the request itself makes no sense. */
export function badRequest(message: string): ApiError {
  return new ApiError(400, message, 'BadRequest')
}

/** 405: the resource exists, the verb does not (here: all writes). */
export function methodNotSupported(target: ResourcePath, verb: string): ApiError {
  const { name: _name, ...type } = target
  const message = `${verb} is not supported on resources of kind "${qualified(target)}"`
  return new ApiError(405, message, 'MethodNotAllowed', detailsOf({ ...type, name: undefined }))
}

/** 410: the revision of a continue token or of a watch is no longer known. */
export function expired(message: string): ApiError {
  return new ApiError(410, message, 'Expired')
}
