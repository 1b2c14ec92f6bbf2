import type { ObjectStore } from '../object-store.ts'
import { getNode, listNodes, type NodeObject } from '../objects/node-object.ts'
import { getPod, type PodObject } from '../objects/pod-object.ts'
import { NODES } from '../objects/resource-types.ts'
import { type Taint, tolerates, untolerated } from '../objects/taint.ts'
import type { SimClock } from '../sim-clock.ts'
import type { ControlPlane } from './control-plane.ts'
import { EventRecorder } from './event-recorder.ts'
import { deletePod, markDisrupted } from './pod-deletion.ts'
import { podReference } from './pod-events.ts'
import type { PodIndex } from './pod-index.ts'

/** From a change of a Node to the controller's reaction. */
const INFORMER_DELAY_MS = 20

/** Deletes pods that do not tolerate the NoExecute taints of their node, each when its toleration ends. */
export class TaintEvictionController {
  private readonly clock: SimClock
  private readonly controlPlane: ControlPlane
  private readonly pods: PodIndex
  private readonly events: EventRecorder
  /** Planned deletions by the pod's UID. */
  private readonly planned = new Map<string, () => void>()
  private unsubscribe: (() => void) | undefined

  constructor(clock: SimClock, controlPlane: ControlPlane, pods: PodIndex) {
    this.clock = clock
    this.controlPlane = controlPlane
    this.pods = pods
    this.events = new EventRecorder(clock, { component: 'taint-eviction-controller' })
  }

  /** Begins to work: the process leads. */
  start(): void {
    const { store } = this.controlPlane
    this.events.restart()
    this.unsubscribe = store.subscribe(NODES, ({ type, object, previous }) => {
      const node = object as NodeObject
      const before = previous as NodeObject | undefined
      if (type !== 'DELETED' && node.spec.taints !== before?.spec.taints) this.lookLater(node.metadata.name)
    })
    for (const node of listNodes(store)) if (node.spec.taints) this.lookLater(node.metadata.name)
  }

  /** Ends its work; what it remembered is gone. */
  stop(): void {
    this.unsubscribe?.()
    this.unsubscribe = undefined
    for (const cancel of this.planned.values()) cancel()
    this.planned.clear()
  }

  private lookLater(nodeName: string): void {
    this.clock.after(INFORMER_DELAY_MS, () => {
      const { store } = this.controlPlane.reach()
      const node = store && getNode(store, nodeName)
      if (!this.unsubscribe || !store || !node) return
      const taints = (node.spec.taints ?? []).filter(({ effect }) => effect === 'NoExecute')
      for (const pod of this.pods.on(nodeName)) this.judge(store, pod, taints)
    })
  }

  private judge(store: ObjectStore, pod: PodObject, taints: readonly Taint[]): void {
    const staysMs = toleratedMs(pod, taints)
    const uid = pod.metadata.uid ?? ''
    const cancel = this.planned.get(uid)
    if (staysMs === Number.POSITIVE_INFINITY) {
      if (cancel) this.cancelDeletion(store, pod, cancel)
    } else if (!cancel && !pod.metadata.deletionTimestamp) {
      this.planned.set(
        uid,
        this.clock.after(staysMs, () => this.evict(pod)),
      )
    }
  }

  private cancelDeletion(store: ObjectStore, pod: PodObject, cancel: () => void): void {
    cancel()
    this.planned.delete(pod.metadata.uid ?? '')
    this.tell(store, pod, `Cancelling deletion of Pod ${pod.metadata.namespace}/${pod.metadata.name}`)
  }

  private evict(pod: PodObject): void {
    this.planned.delete(pod.metadata.uid ?? '')
    const { namespace = '', name, uid } = pod.metadata
    const { store } = this.controlPlane.reach()
    const current = store && getPod(store, namespace, name)
    if (!store || current?.metadata.uid !== uid || !current || current.metadata.deletionTimestamp) return
    this.tell(store, current, `Marking for deletion Pod ${namespace}/${name}`)
    const message = 'Taint manager: deleting due to NoExecute taint'
    deletePod(
      this.clock,
      store,
      markDisrupted(this.clock, store, current, { reason: 'DeletionByTaintManager', message }),
    )
  }

  private tell(store: ObjectStore, pod: PodObject, message: string): void {
    this.events.record(store, { about: podReference(pod), type: 'Normal', reason: 'TaintManagerEviction', message })
  }
}

/** How long a pod may stay on a node with these NoExecute taints, in milliseconds. */
function toleratedMs(pod: PodObject, taints: readonly Taint[]): number {
  const tolerations = pod.spec.tolerations ?? []
  if (untolerated(taints, tolerations).length > 0) return 0
  const used = tolerations.filter((toleration) => taints.some((taint) => tolerates(toleration, taint)))
  const limits = used.map(({ tolerationSeconds }) => tolerationSeconds ?? Number.POSITIVE_INFINITY)
  return Math.min(Number.POSITIVE_INFINITY, ...limits) * 1_000
}
