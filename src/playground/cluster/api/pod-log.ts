import { DialError, type KubeletAnswer } from '../backend.ts'
import type { KubeObject } from '../object-store.ts'
import type { ResourceRequest } from './api-request.ts'
import { type KubeletConnection, kubeletOf } from './kubelet-connection.ts'
import { type Reply, text } from './reply.ts'
import { ApiError, badRequest, notFound } from './status.ts'
import { asPod } from './table/pod-status.ts'

const PODS = { group: '', version: 'v1', resource: 'pods' } as const

function containerOf(pod: KubeObject, asked: string | null): string {
  const { spec, metadata } = asPod(pod)
  const containers = (spec?.containers ?? []).map(({ name }) => name)
  const inits = (spec?.initContainers ?? []).map(({ name }) => name)
  if (asked && ![...containers, ...inits].includes(asked)) {
    throw badRequest(`container ${asked} is not valid for pod ${metadata.name}`)
  }
  if (asked) return asked
  const [only, ...others] = containers
  if (only && others.length === 0) return only
  const choice = `choose one of: [${containers.join(' ')}]`
  const initChoice = inits.length > 0 ? ` or one of the init containers: [${inits.join(' ')}]` : ''
  throw badRequest(`a container name must be specified for pod ${metadata.name}, ${choice}${initChoice}`)
}

/** How the API server words what a kubelet refused (registry/generic/rest, GenericHttpResponseChecker). */
function refused({ status, body }: KubeletAnswer, name: string): ApiError {
  if (status === 400) return badRequest(body)
  if (status === 500) {
    return new ApiError(500, `Internal error occurred: ${body}`, 'InternalError', { causes: [{ message: body }] })
  }
  const message = `the server could not find the requested resource ( pods ${name})`
  const causes = [{ reason: 'UnexpectedServerResponse', message: body }]
  if (status === 404) return new ApiError(404, message, 'NotFound', { name, kind: 'pods', causes })
  return new ApiError(status, `the server responded with the status code ${status} but did not return more information`)
}

function parametersFor(query: URLSearchParams): URLSearchParams {
  const parameters = new URLSearchParams(query)
  for (const name of ['container', 'pretty']) parameters.delete(name)
  parameters.sort()
  return parameters
}

async function fromKubelet(
  request: ResourceRequest,
  connection: KubeletConnection,
  path: string,
): Promise<KubeletAnswer> {
  const parameters = parametersFor(request.query)
  try {
    return await connection.endpoint.request(path, parameters, request.signal)
  } catch (error) {
    if (!(error instanceof DialError)) throw error
    const query = parameters.size > 0 ? `?${parameters}` : ''
    // Go's url.Error, handed on as it is: this Status has no reason.
    throw new ApiError(500, `Get "https://${connection.address}${path}${query}": ${error.message}`)
  }
}

/** Answers `pods/<name>/log` through the kubelet of the pod's node. */
export async function podLog(request: ResourceRequest): Promise<Reply> {
  const { target, context, signal, query } = request
  await context.backend.storage(signal)
  const pod = context.backend.store.get(PODS, target.namespace, target.name ?? '')
  if (!pod) throw notFound(target)
  const container = containerOf(pod, query.get('container'))
  const nodeName = asPod(pod).spec?.nodeName
  if (!nodeName) return text('')
  const connection = kubeletOf(context, nodeName)
  // The real server names the node and calls it a pod.
  if (!connection) throw notFound({ group: '', resource: 'pods', name: nodeName })
  const path = `/containerLogs/${pod.metadata.namespace}/${pod.metadata.name}/${container}`
  const answer = await fromKubelet(request, connection, path)
  if (answer.status < 200 || answer.status > 206) throw refused(answer, pod.metadata.name)
  return text(answer.body, 200, 'text/plain')
}
