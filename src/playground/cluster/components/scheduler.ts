import type { ObjectStore } from '../object-store.ts'
import { listNodes, type NodeObject } from '../objects/node-object.ts'
import { getPod, type PodObject, putPodStatus, withCondition } from '../objects/pod-object.ts'
import { NODES, PODS } from '../objects/resource-types.ts'
import type { SimClock } from '../sim-clock.ts'
import type { ControlPlane } from './control-plane.ts'
import { recordNewEvent } from './event-recorder.ts'
import { podReference } from './pod-events.ts'
import type { PodIndex } from './pod-index.ts'
import { podCondition } from './pod-status.ts'
import { nodeProblem, unschedulableMessage } from './scheduling-filters.ts'

/** From a new pod, or a changed node, to the next attempt. */
const ATTEMPT_MS = 50

/** Pods that did not fit are tried again at the latest after this (`podMaxInUnschedulablePodsDuration`). */
const RETRY_MS = 300_000

/** kube-scheduler: taints, cordons and the number of pods decide; pods are spread over the emptiest nodes. */
export class Scheduler {
  private readonly clock: SimClock
  private readonly controlPlane: ControlPlane
  private readonly pods: PodIndex
  private instance = ''
  private cancels: (() => void)[] = []
  private queued = false

  constructor(clock: SimClock, controlPlane: ControlPlane, pods: PodIndex) {
    this.clock = clock
    this.controlPlane = controlPlane
    this.pods = pods
    pods.watchWaiting(() => this.scheduleLater())
  }

  /** Becomes active; `instance` is the host that leads. */
  start(instance: string): void {
    this.instance = `default-scheduler-${instance}`
    const unsubscribe = this.controlPlane.store.subscribe(NODES, ({ object, previous }) => {
      if (mayFitNow(object as NodeObject, previous as NodeObject | undefined)) this.scheduleLater()
    })
    this.cancels = [unsubscribe, this.clock.every(RETRY_MS, () => this.scheduleLater())]
    this.scheduleLater()
  }

  /** Ends its work; what it remembered is gone. */
  stop(): void {
    for (const cancel of this.cancels) cancel()
    this.cancels = []
  }

  private scheduleLater(): void {
    if (this.queued || this.cancels.length === 0) return
    this.queued = true
    this.clock.after(ATTEMPT_MS, () => {
      this.queued = false
      const { store } = this.controlPlane.reach()
      if (this.cancels.length === 0) return
      if (!store) this.clock.after(5_000, () => this.scheduleLater())
      else this.scheduleAll(store)
    })
  }

  private scheduleAll(store: ObjectStore): void {
    const waiting = this.pods.waiting()
    if (waiting.length === 0) return
    const nodes = [...listNodes(store)]
    for (const { metadata } of waiting) {
      const pod = getPod(store, metadata.namespace ?? '', metadata.name)
      if (pod && !pod.spec.nodeName) this.scheduleOne(store, pod, nodes)
    }
  }

  private scheduleOne(store: ObjectStore, pod: PodObject, nodes: readonly NodeObject[]): void {
    const problems: string[] = []
    let best: NodeObject | undefined
    for (const node of nodes) {
      const problem = nodeProblem(pod, node, this.pods.countOn(node.metadata.name))
      if (problem) problems.push(problem)
      else if (!best || this.load(node) < this.load(best)) best = node
    }
    if (best) this.bind(store, pod, best)
    else this.reject(store, pod, unschedulableMessage(nodes.length, problems))
  }

  private load(node: NodeObject): number {
    return this.pods.countOn(node.metadata.name)
  }

  private bind(store: ObjectStore, pod: PodObject, node: NodeObject): void {
    const { name } = node.metadata
    const scheduled = podCondition('PodScheduled', 'True', this.clock.now())
    const status = { ...pod.status, conditions: withCondition(pod.status.conditions ?? [], scheduled) }
    store.put(PODS, { ...pod, spec: { ...pod.spec, nodeName: name }, status })
    const message = `Successfully assigned ${pod.metadata.namespace}/${pod.metadata.name} to ${name}`
    this.tell(store, pod, { type: 'Normal', reason: 'Scheduled', message, action: 'Binding' })
  }

  private reject(store: ObjectStore, pod: PodObject, message: string): void {
    const before = pod.status.conditions?.find(({ type }) => type === 'PodScheduled')
    if (before?.message === message) return
    const condition = podCondition('PodScheduled', 'False', this.clock.now(), { reason: 'Unschedulable', message })
    const since = before?.lastTransitionTime ?? condition.lastTransitionTime
    const conditions = withCondition(pod.status.conditions ?? [], { ...condition, lastTransitionTime: since })
    putPodStatus(store, pod, { ...pod.status, conditions })
    this.tell(store, pod, { type: 'Warning', reason: 'FailedScheduling', message, action: 'Scheduling' })
  }

  private tell(
    store: ObjectStore,
    pod: PodObject,
    notice: { type: 'Normal' | 'Warning'; reason: string; message: string; action: string },
  ): void {
    const reporter = { controller: 'default-scheduler', instance: this.instance }
    recordNewEvent(this.clock, store, { about: podReference(pod), ...notice, ...reporter })
  }
}

/** A heartbeat frees nothing; a changed taint, cordon or a new node may. */
function mayFitNow(node: NodeObject, previous: NodeObject | undefined): boolean {
  if (!previous) return true
  return node.spec.taints !== previous.spec.taints || node.spec.unschedulable !== previous.spec.unschedulable
}
