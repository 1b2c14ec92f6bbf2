import type { KubeObject } from '../object-store.ts'
import type { ResourceRequest } from './api-request.ts'
import { type FieldRequirement, fieldPredicate, fieldRequirements } from './field-selector.ts'
import { labelPredicate, type Predicate } from './label-selector.ts'
import type { ServedType } from './resource-types.ts'

/** Which objects a list or watch is about. */
export interface Selection {
  readonly matches: Predicate
  /** False when every object of the type (and namespace) is meant. */
  readonly isSelective: boolean
  /** The objects to look through; narrower than the whole type where an index helps. */
  readonly candidates: () => Iterable<KubeObject>
}

function equalTo(requirements: readonly FieldRequirement[], field: string): string | undefined {
  return requirements.find((requirement) => requirement.field === field && requirement.equal)?.value
}

function candidatesOf(request: ResourceRequest, type: ServedType, requirements: readonly FieldRequirement[]) {
  const { backend, podIndex } = request.context
  const node = type.resource === 'pods' ? equalTo(requirements, 'spec.nodeName') : undefined
  return node === undefined ? backend.store.list(type.storedAs, request.target.namespace) : podIndex.onNode(node)
}

/** Reads `labelSelector` and `fieldSelector` of a request. */
export function selectionOf(request: ResourceRequest, type: ServedType): Selection {
  const requirements = fieldRequirements(type, request.query.get('fieldSelector') ?? '')
  const labels = request.query.get('labelSelector') ?? ''
  const byFields = fieldPredicate(requirements)
  const byLabels = labelPredicate(labels)
  const { namespace } = request.target
  const inNamespace: Predicate = ({ metadata }) => namespace === undefined || metadata.namespace === namespace
  return {
    matches: (object) => inNamespace(object) && byFields(object) && byLabels(object),
    isSelective: requirements.length > 0 || labels !== '',
    candidates: () => candidatesOf(request, type, requirements),
  }
}
