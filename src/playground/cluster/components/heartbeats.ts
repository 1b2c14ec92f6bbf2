import type { ObjectStore } from '../object-store.ts'
import { getNode } from '../objects/node-object.ts'
import { EvictionManager } from './eviction-manager.ts'
import type { Kubelet } from './kubelet.ts'
import { renewNodeLease } from './node-lease.ts'
import { NodeStatusReporter } from './node-status-reporter.ts'
import { StaticPodReporter } from './static-pod-reporter.ts'
import type { StaticProcess } from './static-process.ts'

/** A quarter of the 40 s lease. */
export const LEASE_PERIOD_MS = 10_000

/** `nodeStatusUpdateFrequency`. */
const STATUS_PERIOD_MS = 10_000

/** A new Node is not ready in its first status; the kubelet corrects that as soon as the runtime has answered. */
const FIRST_STATUS_MS = 1_000

/** Both loops stretch their period by up to this share (`wait.JitterUntil`). */
const JITTER = 0.04

/** The two loops in which a kubelet tells that it lives: its Lease, and the status of its Node and pods. */
export class Heartbeats {
  readonly status: NodeStatusReporter
  private readonly kubelet: Kubelet
  private readonly eviction: EvictionManager
  private readonly staticPods: StaticPodReporter
  private couldReach = true
  /** Pods found at the start have been let in, or rejected for a pressure. */
  private admitted = true

  constructor(kubelet: Kubelet, staticProcesses: readonly StaticProcess[]) {
    this.kubelet = kubelet
    this.eviction = new EvictionManager(kubelet, kubelet.pods, kubelet.runner)
    this.status = new NodeStatusReporter(kubelet, this.eviction, kubelet.pods)
    this.staticPods = new StaticPodReporter(kubelet, staticProcesses)
  }

  /** Both loops go on after these delays. */
  continueAfter(leaseMs: number, statusMs: number): void {
    this.kubelet.loop(leaseMs, () => this.beatLease())
    this.kubelet.loop(statusMs, () => this.beatStatus())
  }

  /** A new process: its lease first, then its registration and status. */
  start(): void {
    this.admitted = false
    this.beatLease()
    this.status.start()
    this.kubelet.loop(0, () => this.beatStatus())
    this.resync()
  }

  /** A process that wakes up: overdue beats come at once. */
  resume(): void {
    this.beatLease()
    this.kubelet.loop(0, () => this.beatStatus())
    this.resync()
  }

  private beatLease(): void {
    renewNodeLease(this.kubelet)
    this.kubelet.loop(this.kubelet.random.jitter(LEASE_PERIOD_MS, JITTER), () => this.beatLease())
  }

  /** The status needs an answer of the runtime (its version), so a hung runtime delays it by two minutes. */
  private beatStatus(): void {
    const { run } = this.kubelet
    this.kubelet.machine.runtime.call((result) => {
      if (!this.kubelet.isRun(run)) return
      const isNew = this.report(result === 'ok')
      const periodMs = isNew ? FIRST_STATUS_MS : STATUS_PERIOD_MS
      this.kubelet.loop(this.kubelet.random.jitter(periodMs, JITTER), () => this.beatStatus())
    })
  }

  /** True if this was the first status of a new Node: the next one follows soon. */
  private report(runtimeAnswers: boolean): boolean {
    const { store, failure } = this.kubelet.reach()
    if (store) this.staticPods.report(store)
    const isNew = this.status.report(runtimeAnswers)
    if (store && !this.admitted) this.admit(store)
    if (store && !this.couldReach && getNode(store, this.kubelet.machine.spec.name)) this.resync()
    this.couldReach = failure === undefined
    return isNew
  }

  private admit(store: ObjectStore): void {
    this.admitted = true
    const { pressures } = this.eviction
    for (const pod of this.kubelet.ownPods()) this.kubelet.runner.admit(store, pod, pressures)
  }

  /** Looks at every pod of the node again: after a start, or when the API server is back. */
  private resync(): void {
    if (!this.kubelet.reach().store) return
    for (const pod of this.kubelet.ownPods()) this.kubelet.runner.sync(pod)
  }
}
