import { readFileSync } from 'node:fs'
import type { ControlPlaneBackend } from '../../../src/playground/cluster/backend.ts'
import type { KubeObject, ResourceType } from '../../../src/playground/cluster/object-store.ts'
import { stubBackend } from './stub-backend.ts'

const folder = new URL('../../fixtures/kubernetes-records/wire/', import.meta.url)

/** When the recorded kubectl printed its output. */
export const RECORDED_AT = '2026-11-23T18:57:11.700Z'

export const NODES: ResourceType = { group: '', version: 'v1', resource: 'nodes' }
export const PODS: ResourceType = { group: '', version: 'v1', resource: 'pods' }
export const EVENTS: ResourceType = { group: '', version: 'v1', resource: 'events' }
const LEASES: ResourceType = { group: 'coordination.k8s.io', version: 'v1', resource: 'leases' }

/** A recorded text, as it is. */
export function recorded(file: string): string {
  return readFileSync(new URL(file, folder), 'utf8')
}

/** Items of a list carry neither kind nor apiVersion. */
type Items = readonly { metadata: KubeObject['metadata']; [field: string]: unknown }[]

/** A backend whose store holds the recorded node, pods, events and lease. */
export function recordedBackend(parts: Partial<ControlPlaneBackend> = {}): ControlPlaneBackend {
  const backend = stubBackend(parts)
  const objects = JSON.parse(recorded('healthy.json')) as Record<'nodes' | 'pods' | 'events' | 'leases', Items>

  function put(type: ResourceType, apiVersion: string, kind: string, items: Items): void {
    for (const { metadata, ...rest } of items) backend.store.put(type, { apiVersion, kind, metadata, ...rest })
  }

  put(NODES, 'v1', 'Node', objects.nodes)
  put(PODS, 'v1', 'Pod', objects.pods)
  put(EVENTS, 'v1', 'Event', objects.events)
  put(LEASES, 'coordination.k8s.io/v1', 'Lease', objects.leases)
  return backend
}
