import type { KubeObject, ObjectStore } from '../object-store.ts'
import { NODES } from './resource-types.ts'
import type { Taint } from './taint.ts'

/** One entry of a Node's `status.conditions`. */
export interface NodeCondition {
  readonly type: string
  readonly status: 'True' | 'False' | 'Unknown'
  readonly lastHeartbeatTime: string | null
  readonly lastTransitionTime: string
  readonly reason: string
  readonly message: string
}

/** The fields of a Node that the simulated components work with. */
export interface NodeObject extends KubeObject {
  spec: {
    readonly podCIDR?: string
    readonly podCIDRs?: readonly string[]
    readonly providerID?: string
    readonly unschedulable?: boolean
    readonly taints?: readonly Taint[]
  }
  status: {
    readonly conditions?: readonly NodeCondition[]
    readonly nodeInfo?: Readonly<Record<string, string>>
    readonly [field: string]: unknown
  }
}

/** The Node with that name, if the API server has one. */
export function getNode(store: ObjectStore, name: string): NodeObject | undefined {
  return store.get(NODES, undefined, name) as NodeObject | undefined
}

/** All Nodes by name. */
export function listNodes(store: ObjectStore): Iterable<NodeObject> {
  return store.list(NODES) as Iterable<NodeObject>
}

/** The condition of that type, if anybody ever wrote it. */
export function conditionOf(node: NodeObject, type: string): NodeCondition | undefined {
  return node.status.conditions?.find((condition) => condition.type === type)
}

/** Replaces the taints of a Node; an empty list removes the field, as Go's omitempty does. */
export function putTaints(store: ObjectStore, node: NodeObject, taints: readonly Taint[]): NodeObject {
  const { taints: _, ...rest } = node.spec
  const spec = taints.length > 0 ? { ...rest, taints } : rest
  return store.put(NODES, { ...node, spec }) as NodeObject
}

/** Replaces the conditions of a Node. */
export function putConditions(store: ObjectStore, node: NodeObject, conditions: readonly NodeCondition[]): NodeObject {
  return store.put(NODES, { ...node, status: { ...node.status, conditions } }) as NodeObject
}
