import type { ResourceRequest } from './api-request.ts'
import type { ResourceAttributes } from './authorizer.ts'
import type { PolicyRule } from './bootstrap-roles.ts'
import { json, type Reply } from './reply.ts'
import { ApiError, badRequest } from './status.ts'

const API_VERSION = 'authorization.k8s.io/v1'

interface ReviewBody {
  readonly spec?: {
    readonly namespace?: string
    readonly resourceAttributes?: Partial<ResourceAttributes>
    readonly nonResourceAttributes?: { readonly path?: string; readonly verb?: string }
  }
}

async function readReview(request: ResourceRequest): Promise<ReviewBody> {
  const type = request.headers['content-type'] ?? 'application/json'
  if (!type.startsWith('application/json')) {
    throw new ApiError(
      415,
      `the body of the request was in an unknown format - accepted media types include: application/json`,
      'UnsupportedMediaType',
    )
  }
  try {
    return JSON.parse(await request.readBody()) as ReviewBody
  } catch (error) {
    throw badRequest(`couldn't get version/kind; json parse error: ${error instanceof Error ? error.message : error}`)
  }
}

function isAllowed({ context, user }: ResourceRequest, { spec }: ReviewBody): boolean {
  const asked = spec?.resourceAttributes
  if (!asked) {
    const { path = '', verb = '' } = spec?.nonResourceAttributes ?? {}
    return context.authorizer.mayReach(user, path, verb)
  }
  const { group = '', resource = '', subresource = '', verb = '', namespace, name } = asked
  // In a review the empty string stands for "all namespaces" and "any name".
  const attributes = { group, resource, subresource, verb, namespace: namespace || undefined, name: name || undefined }
  return context.authorizer.mayUse(user, attributes)
}

/** Answers SelfSubjectAccessReview: "may I do this?", what `kubectl auth can-i` asks. */
export async function accessReview(request: ResourceRequest): Promise<Reply> {
  const review = await readReview(request)
  const status = { allowed: isAllowed(request, review) }
  return json(
    { kind: 'SelfSubjectAccessReview', apiVersion: API_VERSION, metadata: {}, spec: review.spec, status },
    201,
  )
}

/** Rules of SelfSubjectRulesReview leave out the half that is about the other kind of path. */
function resourceRule({ verbs, apiGroups, resources, resourceNames }: PolicyRule): object {
  return { verbs, apiGroups, resources, resourceNames }
}

/** Answers SelfSubjectRulesReview: "what may I do in this namespace?", what `kubectl auth can-i --list` asks. */
export async function rulesReview(request: ResourceRequest): Promise<Reply> {
  const review = await readReview(request)
  const rules = request.context.authorizer.rulesOf(request.user, review.spec?.namespace)
  const status = {
    resourceRules: rules.filter(({ resources }) => resources).map(resourceRule),
    nonResourceRules: rules
      .filter(({ nonResourceURLs }) => nonResourceURLs)
      .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
    incomplete: false,
  }
  return json({ kind: 'SelfSubjectRulesReview', apiVersion: API_VERSION, metadata: {}, spec: {}, status }, 201)
}
