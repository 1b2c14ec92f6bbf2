import type { EpochMs } from '../../../diagnosis/evidence.ts'
import type { ObjectStore } from '../object-store.ts'
import { conditionOf, getNode, type NodeCondition, type NodeObject } from '../objects/node-object.ts'
import { isFinished, type PodObject, putPodStatus } from '../objects/pod-object.ts'
import { NODES } from '../objects/resource-types.ts'
import type { EvictionManager } from './eviction-manager.ts'
import type { Kubelet } from './kubelet.ts'
import { conditionsDiffer, judge, mergeConditions, readinessProblems } from './kubelet-conditions.ts'
import { logProblems } from './kubelet-log.ts'
import { newNode, nodeInfo } from './node-status.ts'
import type { PodIndex } from './pod-index.ts'
import { podCondition } from './pod-status.ts'

/** An unchanged status is written again only this often (`nodeStatusReportFrequency`). */
const REPORT_PERIOD_MS = 300_000

/** Reasons of the Events that go with a condition, by its status. */
const transitions: readonly { readonly type: string; readonly True: string; readonly False: string }[] = [
  { type: 'MemoryPressure', True: 'NodeHasInsufficientMemory', False: 'NodeHasSufficientMemory' },
  { type: 'DiskPressure', True: 'NodeHasDiskPressure', False: 'NodeHasNoDiskPressure' },
  { type: 'PIDPressure', True: 'NodeHasInsufficientPID', False: 'NodeHasSufficientPID' },
  { type: 'Ready', True: 'NodeReady', False: 'NodeNotReady' },
]

/** Writes the Node's status: on change at once, else every five minutes. */
export class NodeStatusReporter {
  private readonly kubelet: Kubelet
  private readonly eviction: EvictionManager
  private readonly pods: PodIndex
  private registered = true
  /** The first status of a process tells its pressures by Events, changed or not. */
  private fresh = false
  private unschedulable = false
  private reportedAt: EpochMs

  constructor(kubelet: Kubelet, eviction: EvictionManager, pods: PodIndex) {
    this.kubelet = kubelet
    this.eviction = eviction
    this.pods = pods
    // Nodes that exist when the simulation starts reported at different times.
    this.reportedAt = kubelet.clock.now() - REPORT_PERIOD_MS * kubelet.random.next()
  }

  /** When the full status was last written. */
  get lastReportAt(): EpochMs {
    return this.reportedAt
  }

  /** The process was started: it has to register again. */
  start(): void {
    this.registered = false
    this.fresh = true
    this.eviction.restart()
    const { store } = this.kubelet.reach()
    if (store) this.tell(store, 'Starting', 'Starting kubelet.')
  }

  /** One beat; true if it was the first status of a new Node. */
  report(runtimeAnswers: boolean): boolean {
    const { store, failure } = this.kubelet.reach()
    const { name } = this.kubelet.machine.spec
    if (!store) {
      this.kubelet.log(
        'E',
        'kubelet_node_status.go:549',
        `"Error updating node status, will retry" err="error getting node \\"${name}\\": ${failure}"`,
      )
      return false
    }
    if (!this.registered) this.register(store)
    const node = getNode(store, name)
    if (node) this.update(store, node, runtimeAnswers)
    else
      this.kubelet.log(
        'E',
        'kubelet_node_status.go:549',
        `"Error updating node status, will retry" err="error getting node \\"${name}\\": nodes \\"${name}\\" not found"`,
      )
    return node !== undefined && node.status.conditions === undefined
  }

  /** Only a starting kubelet creates its Node; one that loses it while running does not. */
  private register(store: ObjectStore): void {
    const { machine } = this.kubelet
    this.registered = true
    this.tell(store, 'NodeAllocatableEnforced', 'Updated Node Allocatable limit across pods')
    const existing = getNode(store, machine.spec.name)
    if (!existing) store.put(NODES, newNode(machine))
    const bootId = existing?.status.nodeInfo?.['bootID']
    if (bootId === undefined || bootId === machine.bootId) return
    const message = `Node ${machine.spec.name} has been rebooted, boot id: ${machine.bootId}`
    this.tell(store, 'Rebooted', message, 'Warning')
    this.kubelet.noticeBoot(machine.bootedAt)
  }

  private update(store: ObjectStore, node: NodeObject, runtimeAnswers: boolean): void {
    const { clock, machine } = this.kubelet
    const now = clock.now()
    const problems = this.problems(node, now)
    const before = node.status.conditions ?? []
    const conditions = mergeConditions(before, judge(this.eviction.synchronize(), problems), now)
    const info = nodeInfo(machine, runtimeAnswers)
    const changed = conditionsDiffer(before, conditions) || infoDiffers(node, info)
    if (changed || now - this.reportedAt >= REPORT_PERIOD_MS) {
      store.put(NODES, { ...node, status: { ...node.status, conditions, nodeInfo: info } })
      this.reportedAt = now
    }
    this.tellTransitions(store, before, conditions)
    this.tellSchedulability(store, node)
    if (conditionOf(node, 'Ready')?.status === 'Unknown') this.restorePodReadiness(store, now)
    logProblems(this.kubelet, now)
  }

  /** A new Node is not ready at first: the runtime's first status comes after the registration. */
  private problems(node: NodeObject, now: EpochMs): readonly string[] {
    if (node.status.conditions === undefined) return ['container runtime status check may not have completed yet']
    return readinessProblems(this.kubelet.machine, now)
  }

  private tellTransitions(store: ObjectStore, before: readonly NodeCondition[], after: readonly NodeCondition[]): void {
    for (const { type, True, False } of transitions) {
      const status = after.find((condition) => condition.type === type)?.status
      const previous = before.find((condition) => condition.type === type)?.status
      const always = this.fresh && type !== 'Ready'
      const reason = status === 'True' ? True : False
      const first = previous === undefined && status === 'False'
      if (always || (status !== previous && !first)) this.tellStatus(store, reason)
    }
    this.fresh = false
  }

  private tellSchedulability(store: ObjectStore, node: NodeObject): void {
    const unschedulable = node.spec.unschedulable === true
    if (unschedulable === this.unschedulable) return
    this.unschedulable = unschedulable
    this.tellStatus(store, unschedulable ? 'NodeNotSchedulable' : 'NodeSchedulable')
  }

  /** The controller marked the pods of a silent node not ready; the kubelet corrects that when it speaks again. */
  private restorePodReadiness(store: ObjectStore, now: EpochMs): void {
    for (const pod of this.pods.on(this.kubelet.machine.spec.name)) {
      if (isFinished(pod) || pod.metadata.deletionTimestamp) continue
      if (markedByController(pod)) putPodStatus(store, pod, { ...pod.status, conditions: ready(pod, now) })
    }
  }

  private tellStatus(store: ObjectStore, reason: string): void {
    this.tell(store, reason, `Node ${this.kubelet.machine.spec.name} status is now: ${reason}`)
  }

  private tell(store: ObjectStore, reason: string, message: string, type: 'Normal' | 'Warning' = 'Normal'): void {
    const { name } = this.kubelet.machine.spec
    // The kubelet does not know its Node's UID and gives its name instead.
    this.kubelet.events.record(store, { about: { kind: 'Node', name, uid: name }, type, reason, message })
  }
}

function infoDiffers(node: NodeObject, info: Readonly<Record<string, string>>): boolean {
  return Object.entries(info).some(([field, value]) => node.status.nodeInfo?.[field] !== value)
}

function markedByController(pod: PodObject): boolean {
  const status = (type: string) => pod.status.conditions?.find((condition) => condition.type === type)?.status
  return status('ContainersReady') === 'True' && status('Ready') === 'False'
}

function ready(pod: PodObject, now: EpochMs) {
  return pod.status.conditions?.map((condition) =>
    condition.type === 'Ready' ? podCondition('Ready', 'True', now) : condition,
  )
}
