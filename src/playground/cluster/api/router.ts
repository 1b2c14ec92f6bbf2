import type { ApiRequest, ResourceRequest } from './api-request.ts'
import { refusal } from './authorizer.ts'
import { componentStatuses } from './component-statuses.ts'
import { discoveryReply } from './discovery.ts'
import { healthReply } from './health-checks.ts'
import { nodeProxy } from './node-proxy.ts'
import { podLog } from './pod-log.ts'
import { getObject, listObjects } from './read-objects.ts'
import { json, type Reply } from './reply.ts'
import { type ServedType, servedType } from './resource-types.ts'
import { accessReview, rulesReview } from './self-review.ts'
import { methodNotSupported, noSuchPath } from './status.ts'
import { VERSION } from './version.ts'
import { watchObjects } from './watch.ts'

type ResourceHandler = (request: ResourceRequest, type: ServedType) => Promise<Reply>

const VERB_HANDLERS: Readonly<Record<string, ResourceHandler>> = {
  get: getObject,
  list: listObjects,
  watch: watchObjects,
}

/** Resources and subresources that are not simply objects in the store. */
const SPECIAL_HANDLERS: Readonly<Record<string, ResourceHandler>> = {
  componentstatuses: componentStatuses,
  'nodes/proxy': nodeProxy,
  'pods/log': podLog,
  selfsubjectaccessreviews: accessReview,
  selfsubjectrulesreviews: rulesReview,
}

/** The verbs of a resource, or of its subresource: those are only read. */
function verbsOf(type: ServedType, subresource: string): readonly string[] {
  if (subresource === '') return type.verbs
  return type.subresources[subresource] ? ['get'] : []
}

/** A namespaced object needs its namespace in the path, a cluster-scoped one must not have any. */
function isWellScoped({ target, info }: ResourceRequest, type: ServedType): boolean {
  if (!type.namespaced) return target.namespace === undefined
  return info.verb !== 'get' || target.namespace !== undefined
}

function resourceReply(request: ResourceRequest): Promise<Reply> {
  const { target, info } = request
  const type = servedType(target)
  const path = target.subresource ? `${target.resource}/${target.subresource}` : target.resource
  if (!type || !isWellScoped(request, type)) throw noSuchPath()
  if (target.subresource && !type.subresources[target.subresource]) throw noSuchPath()
  const handler = SPECIAL_HANDLERS[path] ?? VERB_HANDLERS[info.verb]
  if (!handler || !verbsOf(type, target.subresource).includes(info.verb)) throw methodNotSupported(target, info.verb)
  return handler(request, type)
}

async function pathReply(request: ApiRequest): Promise<Reply> {
  if (/^\/version\/?$/.test(request.info.path)) return json(VERSION)
  const reply = discoveryReply(request) ?? (await healthReply(request))
  if (!reply) throw noSuchPath()
  return reply
}

/** Authorises a request and lets its handler answer. */
export async function route(request: ApiRequest): Promise<Reply> {
  const { context, user, info } = request
  const refused = refusal(context.authorizer, user, info)
  if (refused) throw refused
  return info.resource ? resourceReply({ ...request, target: info.resource }) : pathReply(request)
}
