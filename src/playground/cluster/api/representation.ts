import type { KubeObject } from '../object-store.ts'
import type { ResourceRequest } from './api-request.ts'
import { toEventsV1 } from './event-form.ts'
import { groupVersion, type ServedType } from './resource-types.ts'
import { ApiError, badRequest } from './status.ts'
import { type TableObjects, tableOf } from './table/table.ts'

/** The shape a client asks for in its Accept header. */
type Shape = 'object' | 'table' | 'metadata'

const TABLE_OBJECTS: readonly TableObjects[] = ['None', 'Metadata', 'Object']

function shapeOfMediaRange(range: string): Shape | undefined {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim())
  if (!['application/json', 'application/*', '*/*'].includes(type)) return undefined
  const as = parameters.find((parameter) => parameter.startsWith('as='))?.slice(3)
  if (as === undefined) return 'object'
  if (as === 'Table') return 'table'
  return as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList' ? 'metadata' : undefined
}

/** The first shape of the Accept header that this server can write; 406 if there is none (e.g. protobuf only). */
function shapeOf(accept: string | undefined): Shape {
  if (!accept) return 'object'
  for (const range of accept.split(',')) {
    const shape = shapeOfMediaRange(range)
    if (shape) return shape
  }
  const message = 'only the following media types are accepted: application/json'
  throw new ApiError(406, message, 'NotAcceptable')
}

function includeObject(query: URLSearchParams): TableObjects {
  const asked = query.get('includeObject')
  if (!asked) return 'Metadata'
  const known = TABLE_OBJECTS.find((choice) => choice === asked)
  if (!known) throw badRequest(`unrecognized includeObject value: "${asked}"`)
  return known
}

function metadataOnly({ metadata }: KubeObject): KubeObject {
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata }
}

/** Kind and version first, as the real server writes them, whatever order the store has. */
function inOrder(type: ServedType, object: KubeObject): KubeObject {
  const { kind: _kind, apiVersion: _apiVersion, metadata, ...rest } = object
  return { kind: type.kind, apiVersion: groupVersion(type), metadata, ...rest }
}

/** How stored objects become bodies, for one request. */
export interface Representation {
  /** One object: a GET, or the object of a watch event. `first` is false for later Tables of the same watch. */
  one(object: KubeObject, first?: boolean): object
  /** A list; `metadata` is the list's own. */
  list(objects: readonly KubeObject[], metadata: object): object
  /** The object of a BOOKMARK event: empty but for its `metadata`. */
  bookmark(metadata: object): object
}

/** The representation that a request asks for. */
export function representationOf(request: ResourceRequest, type: ServedType): Representation {
  const shape = shapeOf(request.headers.accept)
  const include = shape === 'table' ? includeObject(request.query) : 'None'
  const convert = type.group === 'events.k8s.io' ? toEventsV1 : (object: KubeObject) => object
  const whole = (object: KubeObject) => inOrder(type, convert(object))
  const now = () => request.context.backend.clock.now()

  function table(objects: readonly KubeObject[], metadata: object, withHeader = true): object {
    return tableOf(type, objects, { metadata, include, now: now(), withHeader, whole, metadataOnly })
  }

  return {
    one(object, first = true) {
      if (shape === 'object') return whole(object)
      if (shape === 'metadata') return metadataOnly(object)
      return table([object], { resourceVersion: object.metadata.resourceVersion }, first)
    },
    list(objects, metadata) {
      if (shape === 'table') return table(objects, metadata)
      if (shape === 'metadata') {
        const items = objects.map(metadataOnly)
        return { kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1', metadata, items }
      }
      // Items of a typed list carry neither kind nor apiVersion.
      const items = objects.map((object) => ({ ...convert(object), kind: undefined, apiVersion: undefined }))
      return { kind: `${type.kind}List`, apiVersion: groupVersion(type), metadata, items }
    },
    bookmark(metadata) {
      if (shape === 'table') return table([], metadata, false)
      const kind = shape === 'metadata' ? 'PartialObjectMetadata' : type.kind
      return { kind, apiVersion: shape === 'metadata' ? 'meta.k8s.io/v1' : groupVersion(type), metadata }
    },
  }
}
