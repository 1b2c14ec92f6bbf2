import { kubeTime } from '../kube-time.ts'
import type { ObjectStore } from '../object-store.ts'
import { conditionOf, getNode, type NodeObject, putTaints } from '../objects/node-object.ts'
import type { SimClock } from '../sim-clock.ts'
import type { ControlPlane } from './control-plane.ts'

/** The controller's tainting worker looks this often. */
const PASS_MS = 100

/** Keys of the taints that evict, by the status of Ready. */
const evictingKeys = { False: 'node.kubernetes.io/not-ready', Unknown: 'node.kubernetes.io/unreachable' } as const

const evictingKeyList: readonly string[] = Object.values(evictingKeys)

/** What one zone waits for. */
interface ZoneQueue {
  readonly nodes: Set<string>
  ratePerSecond: number
  nextAt: number
}

/** Puts NoExecute taints on nodes that are not ready, slowly: a rate for each zone, as the node lifecycle controller does. */
export class NoExecuteTainter {
  private readonly clock: SimClock
  private readonly controlPlane: ControlPlane
  private zones = new Map<string, ZoneQueue>()

  constructor(clock: SimClock, controlPlane: ControlPlane) {
    this.clock = clock
    this.controlPlane = controlPlane
  }

  /** Forgets all queues (the controller started anew). */
  reset(): void {
    this.zones = new Map()
  }

  /** Sets how fast a zone's nodes may be tainted; 0 stops it. */
  setRate(zone: string, ratePerSecond: number): void {
    const queue = this.queueOf(zone)
    const before = queue.ratePerSecond
    queue.ratePerSecond = ratePerSecond
    if (before === 0 && ratePerSecond > 0 && queue.nodes.size > 0) this.drainLater(zone, queue)
  }

  /** Queues a node; its Ready condition decides the taint when its turn comes. */
  mark(zone: string, nodeName: string): void {
    const queue = this.queueOf(zone)
    if (queue.nodes.has(nodeName)) return
    queue.nodes.add(nodeName)
    if (queue.nodes.size === 1) this.drainLater(zone, queue)
  }

  /** The node is ready again, or nobody is to be evicted: leaves the queue and loses the taints. */
  clear(store: ObjectStore, zone: string, node: NodeObject): void {
    this.zones.get(zone)?.nodes.delete(node.metadata.name)
    const taints = node.spec.taints ?? []
    const rest = taints.filter(({ key, effect }) => effect !== 'NoExecute' || !evictingKeyList.includes(key))
    if (rest.length < taints.length) putTaints(store, node, rest)
  }

  private queueOf(zone: string): ZoneQueue {
    const known = this.zones.get(zone)
    if (known) return known
    const queue = { nodes: new Set<string>(), ratePerSecond: 0, nextAt: 0 }
    this.zones.set(zone, queue)
    return queue
  }

  private drainLater(zone: string, queue: ZoneQueue): void {
    const waitMs = Math.max(PASS_MS, queue.nextAt - this.clock.now())
    this.clock.after(waitMs, () => {
      if (this.zones.get(zone) === queue) this.drain(zone, queue)
    })
  }

  private drain(zone: string, queue: ZoneQueue): void {
    const [name] = queue.nodes
    if (queue.ratePerSecond === 0 || name === undefined) return
    const { store } = this.controlPlane.reach()
    if (store) {
      queue.nodes.delete(name)
      queue.nextAt = this.clock.now() + 1_000 / queue.ratePerSecond
      this.taint(store, name)
    }
    if (queue.nodes.size > 0) this.drainLater(zone, queue)
  }

  private taint(store: ObjectStore, name: string): void {
    const node = getNode(store, name)
    const status = node && conditionOf(node, 'Ready')?.status
    if (!node || !status || status === 'True') return
    const key = evictingKeys[status]
    const taints = node.spec.taints ?? []
    if (taints.some((taint) => taint.key === key && taint.effect === 'NoExecute')) return
    const others = taints.filter((taint) => taint.effect !== 'NoExecute' || !evictingKeyList.includes(taint.key))
    putTaints(store, node, [...others, { key, effect: 'NoExecute', timeAdded: kubeTime(this.clock.now()) }])
  }
}
