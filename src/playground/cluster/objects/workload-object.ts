import type { KubeObject, ObjectStore } from '../object-store.ts'
import type { PodSpec } from './pod-object.ts'
import { DAEMON_SETS, DEPLOYMENTS, REPLICA_SETS } from './resource-types.ts'

/** `spec.template` of a workload. */
export interface PodTemplate {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> }
  readonly spec: PodSpec
}

/** The fields of an apps/v1 Deployment or ReplicaSet that the components work with. */
export interface ReplicaObject extends KubeObject {
  spec: {
    readonly replicas: number
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> }
    readonly template: PodTemplate
    readonly [field: string]: unknown
  }
  status: Readonly<Record<string, unknown>>
}

/** The fields of an apps/v1 DaemonSet that the components work with. */
export interface DaemonSetObject extends KubeObject {
  spec: {
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> }
    readonly template: PodTemplate
    readonly [field: string]: unknown
  }
  status: Readonly<Record<string, unknown>>
}

/** All ReplicaSets by namespace and name. */
export function listReplicaSets(store: ObjectStore): Iterable<ReplicaObject> {
  return store.list(REPLICA_SETS) as Iterable<ReplicaObject>
}

/** The ReplicaSet with that name, if there is one. */
export function getReplicaSet(store: ObjectStore, namespace: string, name: string): ReplicaObject | undefined {
  return store.get(REPLICA_SETS, namespace, name) as ReplicaObject | undefined
}

/** The Deployment with that name, if there is one. */
export function getDeployment(store: ObjectStore, namespace: string, name: string): ReplicaObject | undefined {
  return store.get(DEPLOYMENTS, namespace, name) as ReplicaObject | undefined
}

/** All DaemonSets by namespace and name. */
export function listDaemonSets(store: ObjectStore): Iterable<DaemonSetObject> {
  return store.list(DAEMON_SETS) as Iterable<DaemonSetObject>
}
