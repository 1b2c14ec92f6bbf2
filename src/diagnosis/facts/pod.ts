import type { EpochMs } from '../evidence.ts'

/** One container of a pod, as its status says. */
export interface ContainerState {
  readonly name: string
  readonly ready: boolean
  readonly restarts: number
  readonly state: 'running' | 'waiting' | 'terminated'
  /** Reason of the current waiting or terminated state, e.g. `CrashLoopBackOff`. */
  readonly reason: string
  readonly message: string
  readonly exitCode?: number
  /** Reason and exit code of the last termination, if the container was restarted. */
  readonly lastReason: string
  readonly lastExitCode?: number
  /** When the present process started, if one runs. */
  readonly startedAt?: EpochMs
  /** When a process of this container last ended, whether it was restarted since or not. */
  readonly lastFinishedAt?: EpochMs
}

/** Facts about pods. */
export interface PodFacts {
  /** A pod bound to the target node. */
  podOnNode: PodSummary
  /** A pod that no node was found for (read only for cluster and control-plane targets, bounded). */
  podPending: PodSummary
}

/** The part of a Pod that rules read. */
export interface PodSummary {
  readonly namespace: string
  readonly name: string
  readonly uid: string
  readonly phase: string
  readonly reason: string
  readonly ready: boolean
  readonly createdAt: EpochMs
  /** Set while the pod is Terminating. */
  readonly deletedAt?: EpochMs
  /** Grace period in seconds that goes with `deletedAt`. */
  readonly graceSeconds: number
  /** `DaemonSet/kube-proxy`, `ReplicaSet/web-5d9`, or empty for a bare pod. */
  readonly owner: string
  readonly labels: Readonly<Record<string, string>>
  readonly containers: readonly ContainerState[]
  /** The PodScheduled condition's message; empty when nobody wrote the condition. */
  readonly schedulingMessage: string
  /** True if any condition exists at all: a Pending pod without conditions was never seen by a scheduler. */
  readonly hasConditions: boolean
}
