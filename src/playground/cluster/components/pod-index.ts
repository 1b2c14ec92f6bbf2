import type { ObjectStore, StoreEvent } from '../object-store.ts'
import type { PodObject } from '../objects/pod-object.ts'
import { PODS } from '../objects/resource-types.ts'

/** Pods by the node they are bound to, kept by a watch: what informers with a node index are in the real components. */
export class PodIndex {
  private readonly byNode = new Map<string, Map<string, PodObject>>()
  private readonly unbound = new Map<string, PodObject>()
  private readonly watchers = new Map<string, (pod: PodObject, gone: boolean) => void>()
  private readonly unboundWatchers = new Set<(pod: PodObject) => void>()

  constructor(store: ObjectStore) {
    for (const pod of store.list(PODS) as Iterable<PodObject>) this.place(pod)
    store.subscribe(PODS, (event) => this.take(event))
  }

  /** The pods bound to a node, finished and terminating ones included. */
  on(nodeName: string): readonly PodObject[] {
    return [...(this.byNode.get(nodeName)?.values() ?? [])]
  }

  /** How many pods are bound to a node. */
  countOn(nodeName: string): number {
    return this.byNode.get(nodeName)?.size ?? 0
  }

  /** Pods that no node was found for yet. */
  waiting(): readonly PodObject[] {
    return [...this.unbound.values()]
  }

  /** Calls back for every change of a pod that is bound to the node (one watcher a node: its kubelet). */
  watchNode(nodeName: string, watcher: (pod: PodObject, gone: boolean) => void): void {
    this.watchers.set(nodeName, watcher)
  }

  /** Calls back for every new pod without a node. */
  watchWaiting(watcher: (pod: PodObject) => void): void {
    this.unboundWatchers.add(watcher)
  }

  private take(event: StoreEvent): void {
    const pod = event.object as PodObject
    const gone = event.type === 'DELETED'
    if (gone) this.remove(pod)
    else this.place(pod)
    const { nodeName } = pod.spec
    if (nodeName) this.watchers.get(nodeName)?.(pod, gone)
    else if (event.type === 'ADDED') for (const watcher of this.unboundWatchers) watcher(pod)
  }

  private place(pod: PodObject): void {
    const key = `${pod.metadata.namespace}/${pod.metadata.name}`
    const { nodeName } = pod.spec
    if (!nodeName) {
      this.unbound.set(key, pod)
      return
    }
    this.unbound.delete(key)
    const pods = this.byNode.get(nodeName) ?? new Map<string, PodObject>()
    pods.set(key, pod)
    this.byNode.set(nodeName, pods)
  }

  private remove(pod: PodObject): void {
    const key = `${pod.metadata.namespace}/${pod.metadata.name}`
    this.unbound.delete(key)
    if (pod.spec.nodeName) this.byNode.get(pod.spec.nodeName)?.delete(key)
  }
}
