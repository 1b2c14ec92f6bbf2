import type { ResourceAttributes } from './authorizer.ts'
import { nested, readFields, string } from './protobuf.ts'
import { ApiError, badRequest } from './status.ts'

/** `spec` of a SelfSubjectAccessReview (attributes) or a SelfSubjectRulesReview (namespace). */
export interface ReviewSpec {
  readonly namespace?: string
  readonly resourceAttributes?: Partial<ResourceAttributes>
  readonly nonResourceAttributes?: { readonly path?: string; readonly verb?: string }
}

/** Every protobuf body begins with `k8s` and a NUL, then a `runtime.Unknown`. */
const MAGIC_BYTES = 4

const NOT_ACCEPTED =
  'the body of the request was in an unknown format - accepted media types include: application/json, application/vnd.kubernetes.protobuf'

/** Field numbers: generated.proto of k8s.io/api/authorization/v1 and of k8s.io/apimachinery/pkg/runtime. */
function fromProtobuf(body: Buffer, kind: string): ReviewSpec {
  const unknown = readFields(body.subarray(MAGIC_BYTES))
  const spec = nested(nested(unknown, 2), 2)
  if (kind === 'SelfSubjectRulesReview') return { namespace: string(spec, 1) }
  if (spec.has(2)) {
    const path = nested(spec, 2)
    return { nonResourceAttributes: { path: string(path, 1), verb: string(path, 2) } }
  }
  const attributes = nested(spec, 1)
  return {
    resourceAttributes: {
      namespace: string(attributes, 1),
      verb: string(attributes, 2),
      group: string(attributes, 3),
      resource: string(attributes, 5),
      subresource: string(attributes, 6),
      name: string(attributes, 7),
    },
  }
}

function fromJson(body: Buffer): ReviewSpec {
  const review: unknown = JSON.parse(body.toString('utf8'))
  return typeof review === 'object' && review !== null && 'spec' in review ? (review.spec as ReviewSpec) : {}
}

/** Reads the body of a self-review. Other media types are refused with 415, nonsense with 400. */
export function reviewSpec(body: Buffer, contentType: string | undefined, kind: string): ReviewSpec {
  const [mediaType = ''] = (contentType || 'application/json').split(';')
  try {
    if (mediaType === 'application/json') return fromJson(body)
    if (mediaType === 'application/vnd.kubernetes.protobuf') return fromProtobuf(body, kind)
  } catch (error) {
    throw badRequest(`couldn't get version/kind; parse error: ${error instanceof Error ? error.message : error}`)
  }
  throw new ApiError(415, NOT_ACCEPTED, 'UnsupportedMediaType')
}
