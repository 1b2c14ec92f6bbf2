import { mirrorPod } from '../inventory/static-pods.ts'
import type { ObjectStore } from '../object-store.ts'
import { getNode } from '../objects/node-object.ts'
import { type ContainerStatus, getPod, type PodObject, putPodStatus } from '../objects/pod-object.ts'
import { PODS } from '../objects/resource-types.ts'
import type { Kubelet } from './kubelet.ts'
import { recordPodEvent } from './pod-events.ts'
import { podCondition, runningStatus, terminated } from './pod-status.ts'
import type { StaticProcess } from './static-process.ts'

/** Keeps the mirror pods of a control-plane node in step with the processes that run there. */
export class StaticPodReporter {
  private readonly kubelet: Kubelet
  private readonly processes: readonly StaticProcess[]
  private readonly reported = new Map<StaticProcess, number>()

  constructor(kubelet: Kubelet, processes: readonly StaticProcess[]) {
    this.kubelet = kubelet
    this.processes = processes
  }

  /** Reports what changed since the last time the API server could be told. */
  report(store: ObjectStore): void {
    for (const process of this.processes) {
      if ((this.reported.get(process) ?? 0) === process.version) continue
      this.reported.set(process, process.version)
      this.reportOne(store, process)
    }
  }

  private reportOne(store: ObjectStore, process: StaticProcess): void {
    const name = `${process.component}-${process.node}`
    const pod = getPod(store, 'kube-system', name)
    if (process.state === 'removed') store.delete(PODS, 'kube-system', name)
    else if (process.state === 'exited' && pod) this.reportExit(store, pod, process)
    else if (process.state === 'running') this.reportRunning(store, pod ?? this.newMirror(store, process), process)
  }

  private newMirror(store: ObjectStore, process: StaticProcess): PodObject {
    const uid = getNode(store, process.node)?.metadata.uid
    return mirrorPod(process.component, this.kubelet.machine.spec, { uid, seenAt: process.startedAt })
  }

  private reportRunning(store: ObjectStore, pod: PodObject, process: StaticProcess): void {
    const { address } = this.kubelet.machine.spec
    const status = runningStatus(pod, process.startedAt, {
      hostIP: address,
      podIP: address,
      containerIds: [this.kubelet.random.hex(64)],
    })
    const containerStatuses = status.containerStatuses?.map((container) => ({
      ...container,
      restartCount: process.restartCount,
      lastState: process.restartCount === 0 ? {} : container.lastState,
    }))
    putPodStatus(store, pod, { ...status, containerStatuses })
  }

  private reportExit(store: ObjectStore, pod: PodObject, process: StaticProcess): void {
    const at = this.kubelet.clock.now()
    const unready = { reason: 'ContainersNotReady', message: `containers with unready status: [${process.component}]` }
    const conditions = pod.status.conditions?.map((condition) =>
      ['Ready', 'ContainersReady'].includes(condition.type)
        ? podCondition(condition.type, 'False', at, unready)
        : condition,
    )
    const containerStatuses = pod.status.containerStatuses?.map((status) => this.backingOff(pod, status, process))
    putPodStatus(store, pod, { ...pod.status, conditions, containerStatuses })
    const message = `Back-off restarting failed container ${process.component} in pod ${pod.metadata.name}_kube-system(${pod.metadata.uid})`
    const notice = { type: 'Warning', reason: 'BackOff', message, container: process.component } as const
    recordPodEvent(this.kubelet, store, pod, notice)
  }

  private backingOff(pod: PodObject, status: ContainerStatus, process: StaticProcess): ContainerStatus {
    const exit = process.lastExit
    const lastState = exit ? terminated(status, exit.at, exit.exitCode) : status.lastState
    const delay = Math.min(300, 10 * 2 ** Math.min(5, process.restartCount))
    const message = `back-off ${delay}s restarting failed container=${process.component} pod=${pod.metadata.name}_kube-system(${pod.metadata.uid})`
    const state = { waiting: { reason: 'CrashLoopBackOff', message } }
    return { ...status, state, lastState, ready: false, started: false }
  }
}
