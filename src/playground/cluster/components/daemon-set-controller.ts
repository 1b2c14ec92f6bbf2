import { podOf } from '../inventory/pod-from-template.ts'
import type { ObjectStore } from '../object-store.ts'
import { listNodes, type NodeObject } from '../objects/node-object.ts'
import { isReady, type PodObject } from '../objects/pod-object.ts'
import { DAEMON_SETS, NODES, PODS } from '../objects/resource-types.ts'
import { untolerated } from '../objects/taint.ts'
import { type DaemonSetObject, listDaemonSets } from '../objects/workload-object.ts'
import type { SeededRandom } from '../seeded-random.ts'
import type { SimClock } from '../sim-clock.ts'
import type { ControlPlane } from './control-plane.ts'
import { OwnedPods } from './owned-pods.ts'

/** From a change to the controller's reaction. */
const REACTION_MS = 100

/** Keeps one pod of every DaemonSet on every node whose taints it tolerates. */
export class DaemonSetController {
  private readonly clock: SimClock
  private readonly controlPlane: ControlPlane
  private readonly random: SeededRandom
  private owned: OwnedPods | undefined
  private unsubscribe: (() => void) | undefined
  private queued = false

  constructor(clock: SimClock, controlPlane: ControlPlane, random: SeededRandom) {
    this.clock = clock
    this.controlPlane = controlPlane
    this.random = random
  }

  /** Begins to work: the process leads. */
  start(): void {
    const { store } = this.controlPlane
    this.owned = new OwnedPods(store, 'DaemonSet', () => this.syncLater())
    this.unsubscribe = store.subscribe(NODES, ({ type }) => {
      if (type === 'ADDED') this.syncLater()
    })
  }

  /** Ends its work; what it remembered is gone. */
  stop(): void {
    this.unsubscribe?.()
    this.owned?.close()
    this.owned = undefined
  }

  private syncLater(): void {
    if (this.queued) return
    this.queued = true
    this.clock.after(REACTION_MS, () => {
      this.queued = false
      const { store } = this.controlPlane.reach()
      if (store && this.owned) for (const daemonSet of listDaemonSets(store)) this.sync(store, daemonSet, this.owned)
    })
  }

  private sync(store: ObjectStore, daemonSet: DaemonSetObject, owned: OwnedPods): void {
    const pods = owned.of(daemonSet.metadata.uid)
    this.updateStatus(store, daemonSet, pods)
    const present = new Set(pods.map((pod) => pod.spec.nodeName))
    for (const node of listNodes(store)) {
      const { name } = node.metadata
      if (present.has(name) || !fits(daemonSet, node)) continue
      const pod = podOf(daemonSet, { kind: 'DaemonSet', suffix: this.random.suffix(5) })
      store.put(PODS, { ...pod, spec: { ...pod.spec, nodeName: name } })
    }
  }

  private updateStatus(store: ObjectStore, daemonSet: DaemonSetObject, pods: readonly PodObject[]): void {
    const ready = pods.filter(isReady).length
    if (daemonSet.status['numberReady'] === ready && daemonSet.status['currentNumberScheduled'] === pods.length) return
    const unavailable = pods.length - ready
    store.put(DAEMON_SETS, {
      ...daemonSet,
      status: {
        ...daemonSet.status,
        currentNumberScheduled: pods.length,
        desiredNumberScheduled: pods.length,
        updatedNumberScheduled: pods.length,
        numberReady: ready,
        numberAvailable: ready,
        numberUnavailable: unavailable > 0 ? unavailable : undefined,
      },
    })
  }
}

function fits(daemonSet: DaemonSetObject, node: NodeObject): boolean {
  const tolerations = daemonSet.spec.template.spec.tolerations ?? []
  return untolerated(node.spec.taints ?? [], tolerations).length === 0
}
