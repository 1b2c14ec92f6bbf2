import type { ComponentHealth } from '../backend.ts'
import type { KubeObject } from '../object-store.ts'
import type { ResourceRequest } from './api-request.ts'
import { json, type Reply } from './reply.ts'
import { representationOf } from './representation.ts'
import type { ServedType } from './resource-types.ts'
import { notFound } from './status.ts'

const ALL_HEALTHY: readonly ComponentHealth[] = [
  { name: 'controller-manager' },
  { name: 'scheduler' },
  { name: 'etcd-0' },
]

function toObject({ name, error }: ComponentHealth): KubeObject {
  const finding = error === undefined ? { status: 'True', message: 'ok' } : { status: 'False', error }
  return {
    kind: 'ComponentStatus',
    apiVersion: 'v1',
    metadata: { name },
    conditions: [{ type: 'Healthy', ...finding }],
  }
}

/** Answers get and list of `componentstatuses`, which live in no storage: the API server probes when asked. */
export async function componentStatuses(request: ResourceRequest, type: ServedType): Promise<Reply> {
  const { target, context, signal, info } = request
  const representation = representationOf(request, type)
  const objects = ((await context.backend.componentHealth?.(signal)) ?? ALL_HEALTHY).map(toObject)
  if (info.verb === 'list') return json(representation.list(objects, {}))
  const found = objects.find(({ metadata }) => metadata.name === target.name)
  if (!found) throw notFound(target)
  return json(representation.one(found))
}
