import type { ApiAnswer, ReadOptions } from './cluster-reader.ts'
import type { CollectRequest, Permission } from './collector.ts'
import { asNumber, at } from './kube-json.ts'
import { ReadError } from './read-error.ts'
import { answerError, answerMessage, parseJson } from './read-json.ts'
import { timeLimit } from './time-limit.ts'

/** What the node proxy asks of RBAC. `nodes/proxy` covers every path of the kubelet (Kubernetes docs, "Kubelet authn/authz"). */
export const nodeProxyPermission: Permission = { group: '', resource: 'nodes/proxy', verb: 'get' }

/** How a request to the kubelet ended, once the API server had accepted it. Every one of these says something about the node. */
export type KubeletAnswer =
  /** The kubelet itself answered, with whatever status. */
  | { readonly kind: 'answered'; readonly status: number; readonly contentType: string; readonly body: string }
  /** The API server says that it could not reach the kubelet, and how that failed. */
  | { readonly kind: 'unreached'; readonly status: number; readonly message: string }
  /** Neither said anything within our own limit. */
  | { readonly kind: 'silent'; readonly waitedMs: number }

/** How the kubelet is asked. */
export interface AskOptions extends Pick<ReadOptions, 'accept' | 'maxBytes'> {
  /** Our own limit. The API server itself gives up on a kubelet after 10 s in TLS and 30 s in TCP. */
  readonly waitMs: number
}

/**
 * GETs a path of the kubelet through the API server. Throws `ReadError` when the request ended before the kubelet came
 * into play: no permission, no such Node, an API server that is itself in trouble.
 */
export async function askKubelet(request: CollectRequest, path: string, options: AskOptions): Promise<KubeletAnswer> {
  const url = proxyPath(request, path)
  const answer = await getWithin(options.waitMs, request, url, options)
  return answer ? toKubeletAnswer(url, answer) : { kind: 'silent', waitedMs: options.waitMs }
}

/** Undefined when our own limit passed. The end of the whole diagnosis is something else, and is thrown. */
async function getWithin(
  waitMs: number,
  request: CollectRequest,
  url: string,
  { accept, maxBytes }: AskOptions,
): Promise<ApiAnswer | undefined> {
  const overdue = new ReadError('timeout', `no answer within ${waitMs / 1000} s`, { outcome: 'timeout' })
  const { signal, end } = timeLimit(waitMs, request.signal, () => overdue)
  try {
    return await request.read.get(url, { signal, accept, maxBytes })
  } catch (error) {
    if (isTimeout(error, signal) && !request.signal.aborted) return undefined
    throw error
  } finally {
    end()
  }
}

/** An answer for those who only want data: everything but a 200 of the kubelet itself is thrown as a `ReadError`. */
export async function readKubelet(request: CollectRequest, path: string, options: AskOptions): Promise<string> {
  const answer = await askKubelet(request, path, options)
  if (answer.kind === 'answered') {
    const error = answerError(proxyPath(request, path), answer)
    if (error) throw error
    return answer.body
  }
  throw noAnswerError(path, answer)
}

/** The gap that a kubelet without an answer is. */
export function noAnswerError(path: string, answer: Exclude<KubeletAnswer, { kind: 'answered' }>): ReadError {
  if (answer.kind === 'unreached') {
    return new ReadError('unavailable', `${path} of the kubelet: the API server says "${answer.message}"`)
  }
  const seconds = answer.waitedMs / 1000
  return new ReadError('timeout', `${path} of the kubelet: no answer within ${seconds} s`, { outcome: 'timeout' })
}

function proxyPath({ target }: CollectRequest, path: string): string {
  if (target.kind !== 'node') throw new ReadError('invalid', `a kubelet belongs to a node, not to ${target.kind}`)
  return `/api/v1/nodes/${encodeURIComponent(target.name)}/proxy${path}`
}

function isTimeout(error: unknown, limit: AbortSignal): boolean {
  return limit.aborted || (error instanceof ReadError && error.reason === 'timeout')
}

function toKubeletAnswer(url: string, answer: ApiAnswer): KubeletAnswer {
  if (!isFromControlPlane(answer)) {
    return { kind: 'answered', status: answer.status, contentType: answer.contentType, body: answer.body }
  }
  const message = answerMessage(answer)
  if (saysUnreached(message)) return { kind: 'unreached', status: answer.status, message }
  throw answerError(url, answer) ?? new ReadError('invalid', `GET ${url}: ${message}`)
}

/**
 * The kubelet answers errors in plain text. A Status is the API server speaking for itself (also without kind, as its
 * 504 comes), and an HTML error page is a load balancer in front of it.
 */
function isFromControlPlane({ status, contentType, body }: ApiAnswer): boolean {
  if (status === 200) return false
  if (status >= 500 && contentType === 'text/html') return true
  const json = parseJson(body)
  return at(json, 'status') === 'Failure' && asNumber(at(json, 'code')) !== undefined
}

/** A broken tunnel between control plane and nodes (konnectivity, k3s) tells nothing about this kubelet. */
function saysUnreached(message: string): boolean {
  if (/no agent available|proxy error from|dial timeout, backstop/i.test(message)) return false
  return message.startsWith('error trying to reach service')
}
