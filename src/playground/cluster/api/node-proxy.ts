import { DialError } from '../backend.ts'
import type { ResourceRequest } from './api-request.ts'
import { kubeletOf } from './kubelet-connection.ts'
import { type Reply, text } from './reply.ts'
import { ApiError, notFound } from './status.ts'

/** `X`, `X:10250` and `https:X:10250` all name node X. */
function nodeNameOf(name: string): string {
  const parts = name.split(':')
  return (parts.length === 3 ? parts[1] : parts[0]) ?? name
}

function unreachable(error: DialError): ApiError {
  return new ApiError(503, `error trying to reach service: ${error.message}`, 'ServiceUnavailable')
}

/** Answers `/api/v1/nodes/<name>/proxy/<path>` with what the kubelet says; `stats%2Fsummary` is accepted as `stats/summary`. */
export async function nodeProxy(request: ResourceRequest): Promise<Reply> {
  const { target, context, signal, query } = request
  await context.backend.storage(signal, 'proxy')
  const connection = kubeletOf(context, nodeNameOf(target.name ?? ''))
  if (!connection) throw notFound(target)
  try {
    const answer = await connection.endpoint.request(`/${target.rest}`, query, signal)
    return text(answer.body, answer.status, answer.contentType)
  } catch (error) {
    throw error instanceof DialError ? unreachable(error) : error
  }
}
