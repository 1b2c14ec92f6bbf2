import type { EpochMs, GapReason } from '../../diagnosis/evidence.ts'

/** Everything that `kubectl describe node` reads. What could not be read says why, in its place. */
export interface DescribedNode {
  readonly node: NodeObject
  readonly lease: LeaseObject | NotRead
  /** The pods on the node that are neither `Succeeded` nor `Failed`. */
  readonly pods: Partly<PodObject> | NotRead
  /** Events about the node, those under its UID before those under its name: ties in time keep this order. */
  readonly events: Partly<EventObject> | NotRead
}

/** A list, and whether that is all of it. */
interface Partly<Item> {
  readonly items: readonly Item[]
  /** False when the server had more than we wanted to read. */
  readonly complete: boolean
}

/** What could not be read. */
export interface NotRead {
  readonly reason: GapReason
  /** What the API server said, as kubectl would repeat it. */
  readonly message: string
}

/** Amounts by resource name, as Kubernetes writes quantities (`500m`, `16Gi`). */
export type ResourceList = Readonly<Record<string, string>>

/** A Node (Kubernetes API reference, Node v1), the parts that are described. Empty texts are fields that are not there. */
export interface NodeObject {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly createdAt?: EpochMs
  readonly taints: readonly TaintObject[]
  readonly unschedulable: boolean
  readonly conditions: readonly ConditionObject[]
  readonly addresses: readonly { readonly type: string; readonly address: string }[]
  readonly capacity: ResourceList
  readonly allocatable: ResourceList
  /** `status.nodeInfo`, by the names of its fields. */
  readonly info: Readonly<Record<string, string>>
  readonly podCIDR: string
  readonly podCIDRs: readonly string[]
  readonly providerID: string
}

/** A taint of a Node. */
export interface TaintObject {
  readonly key: string
  readonly value: string
  readonly effect: string
}

/** A condition of a Node. */
export interface ConditionObject {
  readonly type: string
  readonly status: string
  readonly heartbeatAt?: EpochMs
  readonly changedAt?: EpochMs
  readonly reason: string
  readonly message: string
}

/** A node's Lease; what is not set is absent. */
export interface LeaseObject {
  readonly holder?: string
  readonly acquiredAt?: EpochMs
  readonly renewedAt?: EpochMs
}

/** What a pod wants of its node. */
export interface PodObject {
  readonly namespace: string
  readonly name: string
  readonly createdAt?: EpochMs
  readonly containers: readonly ContainerObject[]
  readonly initContainers: readonly ContainerObject[]
  /** What the sandbox itself takes (`spec.overhead`, from a RuntimeClass). */
  readonly overhead: ResourceList
  /** The kubelet has refused a resize in place: what the spec asks for now will not come. */
  readonly resizeInfeasible: boolean
}

/** A container's resources. */
export interface ContainerObject {
  readonly requests: ResourceList
  readonly limits: ResourceList
  /** What the kubelet reports as in force and as allocated, where it reports resources of the container at all. */
  readonly actual?: { readonly requests: ResourceList; readonly allocated: ResourceList }
  /** An init container with `restartPolicy: Always`, which runs beside the others. */
  readonly isSidecar: boolean
}

/** An Event of the old style (`count`, `lastTimestamp`) or of the new one (`eventTime`, `series`). */
export interface EventObject {
  readonly type: string
  readonly reason: string
  readonly message: string
  /** Who reported it, e.g. `kubelet`. */
  readonly from: string
  /** Which part of the object it is about. */
  readonly fieldPath: string
  readonly firstAt?: EpochMs
  readonly lastAt?: EpochMs
  readonly eventAt?: EpochMs
  readonly count: number
  readonly series?: { readonly count: number; readonly lastAt?: EpochMs }
}

/** Whether a part is missing. */
export function isNotRead(part: object): part is NotRead {
  return 'message' in part && 'reason' in part
}
