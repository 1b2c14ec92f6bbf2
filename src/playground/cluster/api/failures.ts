import { StorageError } from '../backend.ts'
import { json, type Reply, text } from './reply.ts'
import type { RequestInfo } from './request-info.ts'
import { ApiError, PlainError } from './status.ts'

/** Watches, logs and proxied requests: the API server's request timeout does not hold for them. */
function isLongRunning({ verb, resource }: RequestInfo): boolean {
  return verb === 'watch' || resource?.subresource === 'proxy' || resource?.subresource === 'log'
}

/** True if the real server would still be waiting, because nothing but its request timeout ends the wait. */
export function waitsForEver(error: unknown, info: RequestInfo): boolean {
  return error instanceof StorageError && error.reason === 'Timeout' && isLongRunning(info)
}

/** The timeout filter writes its Status without kind and apiVersion and leaves the content type to be guessed (as text). */
function timeoutReply({ status, message, reason }: StorageError): Reply {
  const body = { metadata: {}, status: 'Failure', message, reason, details: {}, code: status }
  return text(`${JSON.stringify(body)}\n`, status)
}

/** The answer that a failure becomes. */
export function failureReply(error: unknown): Reply {
  if (error instanceof ApiError) return json(error.status, error.status.code)
  if (error instanceof PlainError) return text(`${error.message}\n`, error.code)
  if (error instanceof StorageError && error.reason === 'Timeout') return timeoutReply(error)
  if (error instanceof StorageError)
    return json(new ApiError(error.status, error.message, error.reason).status, error.status)
  const message = error instanceof Error ? error.message : String(error)
  return json(new ApiError(500, `Internal error occurred: ${message}`, 'InternalError').status, 500)
}
