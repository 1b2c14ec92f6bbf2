import type { ObjectStore } from '../object-store.ts'
import type { PodObject } from '../objects/pod-object.ts'
import type { EventNotice, ObjectReference } from './event-recorder.ts'
import type { NodeAgent } from './node-agent.ts'

/** What an Event says about a pod, or about one container of it. */
export interface PodNotice extends Omit<EventNotice, 'about'> {
  readonly container?: string
}

/** The reference of a pod in Events. */
export function podReference(pod: PodObject, container?: string): ObjectReference {
  return {
    kind: 'Pod',
    namespace: pod.metadata.namespace,
    name: pod.metadata.name,
    uid: pod.metadata.uid,
    apiVersion: 'v1',
    resourceVersion: pod.metadata.resourceVersion,
    ...(container && { fieldPath: `spec.containers{${container}}` }),
  }
}

/** Writes an Event of the kubelet about a pod. */
export function recordPodEvent(agent: NodeAgent, store: ObjectStore, pod: PodObject, notice: PodNotice): void {
  const { type, reason, message } = notice
  agent.events.record(store, { about: podReference(pod, notice.container), type, reason, message })
}
