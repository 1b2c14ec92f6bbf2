import type { ResourceType } from '../object-store.ts'

/** The resource types that the simulated components read and write. */
export const NODES: ResourceType = { group: '', version: 'v1', resource: 'nodes' }
export const PODS: ResourceType = { group: '', version: 'v1', resource: 'pods' }
export const EVENTS: ResourceType = { group: '', version: 'v1', resource: 'events' }
export const NAMESPACES: ResourceType = { group: '', version: 'v1', resource: 'namespaces' }
export const SERVICES: ResourceType = { group: '', version: 'v1', resource: 'services' }
export const DEPLOYMENTS: ResourceType = { group: 'apps', version: 'v1', resource: 'deployments' }
export const REPLICA_SETS: ResourceType = { group: 'apps', version: 'v1', resource: 'replicasets' }
export const DAEMON_SETS: ResourceType = { group: 'apps', version: 'v1', resource: 'daemonsets' }
export const LEASES: ResourceType = { group: 'coordination.k8s.io', version: 'v1', resource: 'leases' }
export const CERTIFICATE_SIGNING_REQUESTS: ResourceType = {
  group: 'certificates.k8s.io',
  version: 'v1',
  resource: 'certificatesigningrequests',
}
