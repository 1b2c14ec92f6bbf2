import type { KubeObject, ObjectStore } from '../object-store.ts'
import { PODS } from './resource-types.ts'
import type { Toleration } from './taint.ts'

/** One entry of a Pod's `status.conditions`. */
export interface PodCondition {
  readonly type: string
  readonly status: 'True' | 'False' | 'Unknown'
  readonly lastProbeTime: null
  readonly lastTransitionTime: string
  readonly reason?: string
  readonly message?: string
}

/** `status.containerStatuses[].state`: exactly one of the three is set. */
export interface ContainerStateObject {
  readonly running?: { readonly startedAt: string }
  readonly waiting?: { readonly reason: string; readonly message?: string }
  readonly terminated?: {
    readonly exitCode: number
    readonly reason: string
    readonly startedAt: string
    readonly finishedAt: string
    readonly containerID: string
  }
}

/** One entry of `status.containerStatuses`. */
export interface ContainerStatus {
  readonly name: string
  readonly state: ContainerStateObject
  readonly lastState: ContainerStateObject
  readonly ready: boolean
  readonly restartCount: number
  readonly image: string
  readonly imageID: string
  readonly containerID?: string
  readonly started: boolean
}

/** The part of `status` that the components read. */
export interface PodStatus {
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown'
  readonly reason?: string
  readonly message?: string
  readonly conditions?: readonly PodCondition[]
  readonly containerStatuses?: readonly ContainerStatus[]
  readonly startTime?: string
  readonly [field: string]: unknown
}

/** The part of `spec` that the components read. */
export interface PodSpec {
  readonly nodeName?: string
  readonly hostNetwork?: boolean
  readonly priorityClassName?: string
  readonly terminationGracePeriodSeconds?: number
  readonly tolerations?: readonly Toleration[]
  readonly nodeSelector?: Readonly<Record<string, string>>
  readonly containers: readonly ContainerSpec[]
  readonly [field: string]: unknown
}

/** One container of a pod. */
interface ContainerSpec {
  readonly name: string
  readonly image: string
  readonly resources?: {
    readonly requests?: Readonly<Record<string, string>>
    readonly limits?: Readonly<Record<string, string>>
  }
  readonly [field: string]: unknown
}

/** The fields of a Pod that the simulated components work with. */
export interface PodObject extends KubeObject {
  spec: PodSpec
  status: PodStatus
}

/** The Pod with that name, if the API server has one. */
export function getPod(store: ObjectStore, namespace: string, name: string): PodObject | undefined {
  return store.get(PODS, namespace, name) as PodObject | undefined
}

/** Replaces the status of a Pod. */
export function putPodStatus(store: ObjectStore, pod: PodObject, status: PodStatus): PodObject {
  return store.put(PODS, { ...pod, status }) as PodObject
}

/** The conditions with one of them set: replaced in its place if its type is there, else put in front as Kubernetes prints new ones. */
export function withCondition(conditions: readonly PodCondition[], next: PodCondition): readonly PodCondition[] {
  if (!conditions.some(({ type }) => type === next.type)) return [next, ...conditions]
  return conditions.map((condition) => (condition.type === next.type ? next : condition))
}

/** A static pod's mirror: owned by its Node, driven by the kubelet's manifest folder. */
export function isMirror(pod: PodObject): boolean {
  return pod.metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined
}

/** Whether the pod has ended. */
export function isFinished(pod: PodObject): boolean {
  return pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed'
}

/** Whether the Ready condition is True. */
export function isReady(pod: PodObject): boolean {
  return pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false
}
