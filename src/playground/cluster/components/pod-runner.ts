import { kubeTime } from '../kube-time.ts'
import type { ObjectStore } from '../object-store.ts'
import { getPod, isFinished, isMirror, type PodObject, putPodStatus, withCondition } from '../objects/pod-object.ts'
import { PODS } from '../objects/resource-types.ts'
import { rejection } from './admission.ts'
import { type Pressures, runtimeProblems } from './kubelet-conditions.ts'
import type { NodeAgent } from './node-agent.ts'
import { recordPodEvent } from './pod-events.ts'
import { endedStatus, exitCodeOnTerm, podCondition, runningStatus, startingStatus, terminated } from './pod-status.ts'
import { sandboxProblem } from './sandbox.ts'

/** From the binding of a pod to its running containers, image present. */
const START_MS = 1_500

/** From SIGTERM to the end of a container that does not resist. */
const STOP_MS = 1_000

/** Runs the pods of one node: starts them, ends them, tells the API server. */
export class PodRunner {
  private readonly agent: NodeAgent
  /** Pods that something is being done with, by UID. */
  private readonly busy = new Set<string>()
  private addresses = 0

  constructor(agent: NodeAgent) {
    this.agent = agent
  }

  /** Looks at one pod and starts what has to be done; mirror pods are driven by their manifests instead. */
  sync(pod: PodObject): void {
    const uid = pod.metadata.uid ?? ''
    if (!this.agent.isRunning || isMirror(pod) || this.busy.has(uid)) return
    if (pod.metadata.deletionTimestamp) this.begin(uid, () => this.terminate(pod))
    else if (pod.status.phase === 'Pending') this.begin(uid, () => this.start(pod))
  }

  /** Kills a pod for want of a resource. What remains depends on how its process ends: only a failure keeps `Evicted`. */
  evict(store: ObjectStore, pod: PodObject, message: string): void {
    if (this.busy.has(pod.metadata.uid ?? '')) return
    const condition = { reason: 'TerminationByKubelet', message }
    const target = podCondition('DisruptionTarget', 'True', this.agent.clock.now(), condition)
    const conditions = withCondition(pod.status.conditions ?? [], target)
    this.throwOut(store, putPodStatus(store, pod, { ...pod.status, conditions }), message, message)
  }

  /** Lets a pod that a starting kubelet finds go on, or ends it because the node is under pressure. */
  admit(store: ObjectStore, pod: PodObject, pressures: Pressures): void {
    const message = isFinished(pod) || pod.metadata.deletionTimestamp ? undefined : rejection(pod, pressures)
    if (message === undefined || isMirror(pod) || this.busy.has(pod.metadata.uid ?? '')) return
    this.throwOut(store, pod, message, `Pod was rejected: ${message}`)
  }

  private throwOut(store: ObjectStore, pod: PodObject, told: string, kept: string): void {
    recordPodEvent(this.agent, store, pod, { type: 'Warning', reason: 'Evicted', message: told })
    this.begin(pod.metadata.uid ?? '', () => this.kill(pod, () => this.finishEvicted(pod, kept)))
  }

  /** The pods of a node whose machine was restarted: every container starts again and counts one restart. */
  restartAfterBoot(pods: readonly PodObject[]): void {
    const { store } = this.agent.reach()
    if (!store) return
    for (const pod of pods.filter((candidate) => !isFinished(candidate) && candidate.status.phase === 'Running')) {
      recordPodEvent(this.agent, store, pod, {
        type: 'Normal',
        reason: 'SandboxChanged',
        message: 'Pod sandbox changed, it will be killed and re-created.',
      })
      this.run(store, this.withLostContainers(pod))
    }
  }

  private begin(uid: string, action: () => void): void {
    this.busy.add(uid)
    action()
  }

  private later(delayMs: number, pod: PodObject, step: (store: ObjectStore, current: PodObject) => void): void {
    this.agent.clock.after(delayMs, () => {
      const { store } = this.agent.reach()
      const current = store && getPod(store, pod.metadata.namespace ?? '', pod.metadata.name)
      const same = current && current.metadata.uid === pod.metadata.uid
      if (!this.agent.isRunning || !store || !same) this.busy.delete(pod.metadata.uid ?? '')
      else step(store, current)
    })
  }

  private start(pod: PodObject): void {
    this.later(100, pod, (store, current) => {
      const { address } = this.agent.machine.spec
      const known = current.status.containerStatuses !== undefined
      if (!known) putPodStatus(store, current, startingStatus(current, this.agent.clock.now(), address))
      this.later(START_MS, pod, (next, waiting) => this.createSandbox(next, waiting))
    })
  }

  private createSandbox(store: ObjectStore, pod: PodObject): void {
    const stop = isFinished(pod) || pod.metadata.deletionTimestamp !== undefined
    const skip = runtimeProblems(this.agent.machine, this.agent.clock.now()).length > 0
    if (stop) this.release(pod)
    else if (skip) this.later(5_000, pod, (next, current) => this.createSandbox(next, current))
    else this.trySandbox(store, pod)
  }

  private trySandbox(store: ObjectStore, pod: PodObject): void {
    const problem = sandboxProblem(this.agent, pod)
    if (!problem) {
      this.busy.delete(pod.metadata.uid ?? '')
      for (const { name, image } of pod.spec.containers) this.tellStarted(store, pod, name, image)
      this.run(store, pod)
      return
    }
    recordPodEvent(this.agent, store, pod, problem)
    this.later(problem.retryMs, pod, (next, current) => this.createSandbox(next, current))
  }

  private tellStarted(store: ObjectStore, pod: PodObject, container: string, image: string): void {
    const message = `Container image "${image}" already present on machine`
    recordPodEvent(this.agent, store, pod, { type: 'Normal', reason: 'Pulled', message, container })
    const created = { type: 'Normal', reason: 'Created', message: `Created container: ${container}` } as const
    recordPodEvent(this.agent, store, pod, { ...created, container })
    const started = { type: 'Normal', reason: 'Started', message: `Started container ${container}` } as const
    recordPodEvent(this.agent, store, pod, { ...started, container })
  }

  private run(store: ObjectStore, pod: PodObject): void {
    const { spec } = this.agent.machine
    const podIP = pod.spec.hostNetwork ? spec.address : this.nextAddress()
    const containerIds = pod.spec.containers.map(() => this.agent.random.hex(64))
    const place = { hostIP: spec.address, podIP, containerIds }
    putPodStatus(store, pod, runningStatus(pod, this.agent.clock.now(), place))
  }

  private terminate(pod: PodObject): void {
    this.kill(pod, () =>
      this.later(0, pod, (store, current) => {
        this.busy.delete(pod.metadata.uid ?? '')
        store.delete(PODS, current.metadata.namespace, current.metadata.name)
      }),
    )
  }

  /** Stops the containers; a runtime that does not answer keeps the pod as it is until it does. */
  private kill(pod: PodObject, done: () => void): void {
    const { store } = this.agent.reach()
    for (const { name } of store ? pod.spec.containers : []) {
      const message = `Stopping container ${name}`
      if (store) recordPodEvent(this.agent, store, pod, { type: 'Normal', reason: 'Killing', message, container: name })
    }
    this.awaitRuntime(pod, done)
  }

  private awaitRuntime(pod: PodObject, done: () => void): void {
    const answers = this.agent.machine.runtime.state === 'up'
    this.later(answers ? STOP_MS : 10_000, pod, () => {
      if (this.agent.machine.runtime.state === 'up') done()
      else this.awaitRuntime(pod, done)
    })
  }

  private finishEvicted(pod: PodObject, message: string): void {
    this.later(0, pod, (store, current) => {
      this.busy.delete(pod.metadata.uid ?? '')
      const exitCode = exitCodeOnTerm(current.spec)
      const evicted = { phase: 'Failed', exitCode, reason: 'Evicted', message } as const
      const end = exitCode === 0 ? ({ phase: 'Succeeded', exitCode } as const) : evicted
      putPodStatus(store, current, endedStatus(current, this.agent.clock.now(), end))
    })
  }

  private release(pod: PodObject): void {
    this.busy.delete(pod.metadata.uid ?? '')
    this.sync(pod)
  }

  /** What the kubelet finds after a boot: the runtime does not know how the old containers ended. */
  private withLostContainers(pod: PodObject): PodObject {
    const statuses = pod.status.containerStatuses?.map((status) => {
      const lost = terminated(status, this.agent.machine.bootedAt, 255).terminated
      const finishedAt = kubeTime(this.agent.machine.bootedAt)
      const lastState = lost ? { terminated: { ...lost, reason: 'Unknown', finishedAt } } : {}
      return { ...status, lastState, restartCount: status.restartCount + 1 }
    })
    return { ...pod, status: { ...pod.status, containerStatuses: statuses } }
  }

  private nextAddress(): string {
    this.addresses += 1
    const prefix = this.agent.machine.spec.podCIDR?.split('.').slice(0, 3).join('.') ?? '10.88.0'
    return `${prefix}.${20 + (this.addresses % 230)}`
  }
}
