import { kubeTime } from '../kube-time.ts'
import type { ObjectStore } from '../object-store.ts'
import { conditionOf, getNode, listNodes, type NodeObject, putTaints } from '../objects/node-object.ts'
import { NODES } from '../objects/resource-types.ts'
import type { SimClock } from '../sim-clock.ts'
import type { ControlPlane } from './control-plane.ts'

/** From a change of a Node to the controller's reaction. */
const INFORMER_DELAY_MS = 20

/** Which condition in which status gives which NoSchedule taint (https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-nodes-by-condition). */
const taintsByCondition: readonly { readonly type: string; readonly status: string; readonly key: string }[] = [
  { type: 'Ready', status: 'False', key: 'node.kubernetes.io/not-ready' },
  { type: 'Ready', status: 'Unknown', key: 'node.kubernetes.io/unreachable' },
  { type: 'MemoryPressure', status: 'True', key: 'node.kubernetes.io/memory-pressure' },
  { type: 'DiskPressure', status: 'True', key: 'node.kubernetes.io/disk-pressure' },
  { type: 'NetworkUnavailable', status: 'True', key: 'node.kubernetes.io/network-unavailable' },
  { type: 'PIDPressure', status: 'True', key: 'node.kubernetes.io/pid-pressure' },
]

const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable'

const ownKeys = new Set([...taintsByCondition.map(({ key }) => key), UNSCHEDULABLE])

/** Keeps the NoSchedule taints of every Node equal to its conditions and to `spec.unschedulable`. */
export class NoScheduleTainter {
  private readonly clock: SimClock
  private readonly controlPlane: ControlPlane
  private readonly queue = new Set<string>()
  private unsubscribe: (() => void) | undefined

  constructor(clock: SimClock, controlPlane: ControlPlane) {
    this.clock = clock
    this.controlPlane = controlPlane
  }

  /** Begins to work: the process leads. */
  start(): void {
    const { store } = this.controlPlane
    this.unsubscribe = store.subscribe(NODES, ({ type, object }) => {
      if (type !== 'DELETED') this.enqueue(object.metadata.name)
    })
    for (const node of listNodes(store)) this.enqueue(node.metadata.name)
  }

  /** Ends its work; what it remembered is gone. */
  stop(): void {
    this.unsubscribe?.()
    this.unsubscribe = undefined
    this.queue.clear()
  }

  /** Works off what is queued; also called by the monitor, in case the API server was away. */
  drain(): void {
    const { store } = this.controlPlane.reach()
    if (!store) return
    const names = [...this.queue]
    this.queue.clear()
    for (const name of names) {
      const node = getNode(store, name)
      if (node) this.correct(store, node)
    }
  }

  private enqueue(name: string): void {
    this.queue.add(name)
    if (this.queue.size === 1) this.clock.after(INFORMER_DELAY_MS, () => this.drain())
  }

  private correct(store: ObjectStore, node: NodeObject): void {
    const taints = node.spec.taints ?? []
    const wanted = wantedKeys(node)
    const present = taints
      .filter(({ key, effect }) => effect === 'NoSchedule' && ownKeys.has(key))
      .map(({ key }) => key)
    const missing = wanted.filter((key) => !present.includes(key))
    if (missing.length === 0 && present.length === wanted.length) return
    const timeAdded = kubeTime(this.clock.now())
    const kept = taints.filter(
      ({ key, effect }) => effect !== 'NoSchedule' || !ownKeys.has(key) || wanted.includes(key),
    )
    putTaints(store, node, [...kept, ...missing.map((key) => ({ key, effect: 'NoSchedule', timeAdded }) as const)])
  }
}

function wantedKeys(node: NodeObject): readonly string[] {
  const keys = taintsByCondition
    .filter(({ type, status }) => conditionOf(node, type)?.status === status)
    .map(({ key }) => key)
  return node.spec.unschedulable ? [...keys, UNSCHEDULABLE] : keys
}
