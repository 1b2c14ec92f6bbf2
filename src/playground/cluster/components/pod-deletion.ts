import { kubeTime } from '../kube-time.ts'
import type { ObjectStore } from '../object-store.ts'
import { type PodObject, putPodStatus, withCondition } from '../objects/pod-object.ts'
import { PODS } from '../objects/resource-types.ts'
import type { SimClock } from '../sim-clock.ts'
import { podCondition } from './pod-status.ts'

/** Grace period of a pod that does not name one. */
const DEFAULT_GRACE_SECONDS = 30

/**
 * DELETE on a pod: it gets a deletion time and stays until its kubelet confirms the end;
 * one that is bound to no node, or has ended, goes at once.
 */
export function deletePod(clock: SimClock, store: ObjectStore, pod: PodObject): void {
  const { metadata, spec, status } = pod
  if (metadata.deletionTimestamp) return
  if (!spec.nodeName || status.phase === 'Succeeded' || status.phase === 'Failed') {
    store.delete(PODS, metadata.namespace, metadata.name)
    return
  }
  const grace = spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS
  const deletionTimestamp = kubeTime(clock.now() + grace * 1_000)
  store.put(PODS, { ...pod, metadata: { ...metadata, deletionTimestamp, deletionGracePeriodSeconds: grace } })
}

/** Notes why a pod is about to be deleted (https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions). */
export function markDisrupted(
  clock: SimClock,
  store: ObjectStore,
  pod: PodObject,
  because: { readonly reason: string; readonly message: string },
): PodObject {
  const target = podCondition('DisruptionTarget', 'True', clock.now(), because)
  const others = pod.status.conditions ?? []
  const known = others.some(({ type }) => type === target.type)
  // The controllers append; the kubelet puts its own in front.
  const conditions = known ? withCondition(others, target) : [...others, target]
  return putPodStatus(store, pod, { ...pod.status, conditions })
}
