import type { EpochMs } from '../../../diagnosis/evidence.ts'

/** How a process ended. */
export interface ProcessExit {
  readonly at: EpochMs
  readonly exitCode: number
  readonly reason: 'Completed' | 'Error'
}

/** A control-plane process that the kubelet of its node runs from a manifest file (kubeadm's static pods). */
export class StaticProcess {
  /** `kube-apiserver`, `kube-controller-manager`, `kube-scheduler`, `etcd`. */
  readonly component: string
  /** The control-plane node it runs on. */
  readonly node: string
  restartCount = 0
  startedAt: EpochMs
  lastExit: ProcessExit | undefined
  private current: 'running' | 'exited' | 'removed' = 'running'
  private changes = 0

  constructor(component: string, node: string, startedAt: EpochMs) {
    this.component = component
    this.node = node
    this.startedAt = startedAt
  }

  /** `exited`: the kubelet will restart it with back-off. `removed`: its manifest is gone from the folder. */
  get state(): 'running' | 'exited' | 'removed' {
    return this.current
  }

  /** Counts every change, so that the kubelet knows when to report. */
  get version(): number {
    return this.changes
  }

  /** The process ended by itself or was killed. */
  exit(exit: ProcessExit): void {
    this.lastExit = exit
    this.become('exited')
  }

  /** Somebody moved the manifest away; the kubelet ends the pod. */
  removeManifest(): void {
    this.become('removed')
  }

  /** It runs (again). */
  start(at: EpochMs): void {
    if (this.current === 'exited') this.restartCount += 1
    if (this.current === 'removed') this.restartCount = 0
    this.startedAt = at
    this.become('running')
  }

  private become(state: 'running' | 'exited' | 'removed'): void {
    this.current = state
    this.changes += 1
  }
}
