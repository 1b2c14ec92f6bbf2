import type { EpochMs } from '../../../diagnosis/evidence.ts'
import type { ObjectStore } from '../object-store.ts'
import { getLease } from '../objects/lease-object.ts'
import { getNode } from '../objects/node-object.ts'
import { LEASES, NODES, PODS } from '../objects/resource-types.ts'
import type { SimClock } from '../sim-clock.ts'
import type { ControlPlane } from './control-plane.ts'
import { markDisrupted } from './pod-deletion.ts'
import type { PodIndex } from './pod-index.ts'

/** The pod garbage collector's period, and how long a vanished node has to come back. */
const PERIOD_MS = 20_000
const QUARANTINE_MS = 40_000

/** From the deletion of a Node to the deletion of what it owns. */
const OWNED_DELAY_MS = 1_000

/** Cleans up after deleted Nodes: their Lease at once (it is owned), their pods after a quarantine. */
export class PodGarbageCollector {
  private readonly clock: SimClock
  private readonly controlPlane: ControlPlane
  private readonly pods: PodIndex
  private readonly missingSince = new Map<string, EpochMs>()
  private cancels: (() => void)[] = []

  constructor(clock: SimClock, controlPlane: ControlPlane, pods: PodIndex) {
    this.clock = clock
    this.controlPlane = controlPlane
    this.pods = pods
  }

  /** Begins to work: the process leads. */
  start(): void {
    const unsubscribe = this.controlPlane.store.subscribe(NODES, ({ type, object }) => {
      const { name, uid } = object.metadata
      if (type !== 'DELETED') return
      this.missingSince.set(name, this.clock.now())
      this.clock.after(OWNED_DELAY_MS, () => this.deleteLease(name, uid))
    })
    this.cancels = [unsubscribe, this.clock.every(PERIOD_MS, () => this.collect())]
  }

  /** Ends its work; what it remembered is gone. */
  stop(): void {
    for (const cancel of this.cancels) cancel()
    this.cancels = []
    this.missingSince.clear()
  }

  private deleteLease(name: string, ownerUid: string | undefined): void {
    const { store } = this.controlPlane.reach()
    const lease = store && getLease(store, 'kube-node-lease', name)
    if (!store || lease?.metadata.ownerReferences?.[0]?.uid !== ownerUid) return
    store.delete(LEASES, 'kube-node-lease', name)
  }

  private collect(): void {
    const { store } = this.controlPlane.reach()
    if (!store) return
    for (const [name, since] of [...this.missingSince]) {
      if (getNode(store, name)) this.missingSince.delete(name)
      else if (this.clock.now() - since >= QUARANTINE_MS) this.deletePods(store, name)
    }
  }

  private deletePods(store: ObjectStore, nodeName: string): void {
    this.missingSince.delete(nodeName)
    for (const pod of this.pods.on(nodeName)) {
      markDisrupted(this.clock, store, pod, { reason: 'DeletionByPodGC', message: 'PodGC: node no longer exists' })
      store.delete(PODS, pod.metadata.namespace, pod.metadata.name)
    }
  }
}
