import type { ResourceRequest } from './api-request.ts'
import type { PolicyRule } from './bootstrap-roles.ts'
import { json, type Reply } from './reply.ts'
import { groupVersion, type ServedType } from './resource-types.ts'
import { type ReviewSpec, reviewSpec } from './review-body.ts'

async function readSpec(request: ResourceRequest, type: ServedType): Promise<ReviewSpec> {
  return reviewSpec(await request.readBody(), request.headers['content-type'], type.kind)
}

function isAllowed({ context, user }: ResourceRequest, spec: ReviewSpec): boolean {
  const asked = spec.resourceAttributes
  if (!asked) {
    const { path = '', verb = '' } = spec.nonResourceAttributes ?? {}
    return context.authorizer.mayReach(user, path, verb)
  }
  const { group = '', resource = '', subresource = '', verb = '', namespace, name } = asked
  // In a review the empty string stands for "all namespaces" and "any name".
  const attributes = { group, resource, subresource, verb, namespace: namespace || undefined, name: name || undefined }
  return context.authorizer.mayUse(user, attributes)
}

function reviewed(type: ServedType, spec: object, status: object): Reply {
  return json({ kind: type.kind, apiVersion: groupVersion(type), metadata: {}, spec, status }, 201)
}

/** Answers SelfSubjectAccessReview: "may I do this?", what `kubectl auth can-i` asks. */
export async function accessReview(request: ResourceRequest, type: ServedType): Promise<Reply> {
  const spec = await readSpec(request, type)
  return reviewed(type, spec, { allowed: isAllowed(request, spec) })
}

/** A rule is about resources or about paths; each list of the answer shows its own half. */
function resourceRule({ verbs, apiGroups, resources, resourceNames }: PolicyRule): object {
  return { verbs, apiGroups, resources, resourceNames }
}

function pathRule({ verbs, nonResourceURLs }: PolicyRule): object {
  return { verbs, nonResourceURLs }
}

/** Answers SelfSubjectRulesReview: "what may I do in this namespace?", what `kubectl auth can-i --list` asks. */
export async function rulesReview(request: ResourceRequest, type: ServedType): Promise<Reply> {
  const { namespace } = await readSpec(request, type)
  const rules = request.context.authorizer.rulesOf(request.user, namespace)
  return reviewed(
    type,
    {},
    {
      resourceRules: rules.filter(({ resources }) => resources).map(resourceRule),
      nonResourceRules: rules.filter(({ nonResourceURLs }) => nonResourceURLs).map(pathRule),
      incomplete: false,
    },
  )
}
