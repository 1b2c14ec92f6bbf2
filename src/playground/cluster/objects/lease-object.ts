import type { KubeObject, ObjectStore } from '../object-store.ts'
import { LEASES } from './resource-types.ts'

/** A coordination.k8s.io Lease: a node's heartbeat or a leader's claim. */
export interface LeaseObject extends KubeObject {
  spec: {
    readonly holderIdentity: string
    readonly leaseDurationSeconds: number
    readonly acquireTime?: string
    readonly renewTime: string
    readonly leaseTransitions?: number
  }
}

/** The Lease with that name, if the API server has one. */
export function getLease(store: ObjectStore, namespace: string, name: string): LeaseObject | undefined {
  return store.get(LEASES, namespace, name) as LeaseObject | undefined
}

/** Creates the Lease or replaces its spec. */
export function putLease(store: ObjectStore, metadata: KubeObject['metadata'], spec: LeaseObject['spec']): LeaseObject {
  return store.put(LEASES, { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata, spec }) as LeaseObject
}
