import type { PodObject } from '../objects/pod-object.ts'
import type { Pressures } from './kubelet-conditions.ts'
import { qosClass } from './pod-status.ts'

/** Pods of these priority classes are critical: the kubelet neither evicts nor rejects them. */
const criticalClasses: readonly (string | undefined)[] = ['system-node-critical', 'system-cluster-critical']

/** Whether the kubelet keeps the pod whatever the pressure. */
export function isCritical(pod: PodObject): boolean {
  return criticalClasses.includes(pod.spec.priorityClassName)
}

/** Why a (re)started kubelet does not let a pod in, or nothing: short memory keeps out pods without requests, the rest keeps out all. */
export function rejection(pod: PodObject, pressures: Pressures): string | undefined {
  if (isCritical(pod)) return undefined
  const conditions: string[] = []
  if (pressures.memory && qosClass(pod.spec) === 'BestEffort') conditions.push('MemoryPressure')
  if (pressures.disk) conditions.push('DiskPressure')
  if (pressures.pid) conditions.push('PIDPressure')
  return conditions.length > 0 ? `The node had condition: [${conditions.join(' ')}]. ` : undefined
}
