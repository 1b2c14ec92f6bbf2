import type { ObjectStore } from '../object-store.ts'
import type { PodObject } from '../objects/pod-object.ts'
import { PODS } from '../objects/resource-types.ts'

/** Pods by the UID of the controller that owns them. */
export class OwnedPods {
  private readonly byOwner = new Map<string, Map<string, PodObject>>()
  private readonly unsubscribe: () => void

  /** `onChange` gets the pod's owner after every change of one of its pods. */
  constructor(store: ObjectStore, kind: string, onChange: (pod: PodObject) => void) {
    for (const pod of store.list(PODS) as Iterable<PodObject>) this.place(pod, kind)
    this.unsubscribe = store.subscribe(PODS, ({ type, object }) => {
      const pod = object as PodObject
      if (type === 'DELETED') this.byOwner.get(ownerUid(pod, kind) ?? '')?.delete(podKey(pod))
      else this.place(pod, kind)
      if (ownerUid(pod, kind)) onChange(pod)
    })
  }

  /** The pods of one owner, terminating and finished ones included. */
  of(uid: string | undefined): readonly PodObject[] {
    return [...(this.byOwner.get(uid ?? '')?.values() ?? [])]
  }

  /** Stops following the store. */
  close(): void {
    this.unsubscribe()
  }

  private place(pod: PodObject, kind: string): void {
    const uid = ownerUid(pod, kind)
    if (!uid) return
    const pods = this.byOwner.get(uid) ?? new Map<string, PodObject>()
    pods.set(podKey(pod), pod)
    this.byOwner.set(uid, pods)
  }
}

function ownerUid(pod: PodObject, kind: string): string | undefined {
  return pod.metadata.ownerReferences?.find((owner) => owner.kind === kind)?.uid
}

function podKey(pod: PodObject): string {
  return `${pod.metadata.namespace}/${pod.metadata.name}`
}
