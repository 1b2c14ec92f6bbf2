import type { EpochMs } from '../evidence.ts'

/**
 * How a TCP/TLS/HTTP attempt ended. `refused` = host answers, no listener; `timeout` = packets vanish or listener hangs;
 * `foreign` = an HTTP answer that is not the asked component's.
 */
export type ReachOutcome =
  | 'ok'
  | 'refused'
  | 'timeout'
  | 'no-route'
  | 'dns'
  | 'reset'
  | 'tls-timeout'
  | 'tls-untrusted'
  | 'tls-expired'
  | 'tls-name'
  | 'http-error'
  | 'foreign'

/** Facts that only the kubelet itself can tell, over the API server's node proxy. */
export interface KubeletFacts {
  /** Whether the API server reached the kubelet's port 10250, and how it failed. */
  kubeletReach: { readonly outcome: ReachOutcome; readonly status: number; readonly message: string }
  /** `/healthz` of a kubelet that answered: stays ok while the runtime is down. Names of checks that fail, such as `syncloop`. */
  kubeletHealth: { readonly failedChecks: readonly string[] }
  /** The part of `/configz` that rules read. Eviction thresholds as written, e.g. `memory.available` → `100Mi`. */
  kubeletConfig: {
    readonly evictionHard: Readonly<Record<string, string>>
    /** Soft thresholds raise the pressure conditions too, after a grace period. */
    readonly evictionSoft?: Readonly<Record<string, string>>
  }
  /** `/stats/summary`, node part; a number is absent when the kubelet did not report it. Bytes, inodes, PIDs. */
  kubeletStats: {
    readonly memoryAvailableBytes?: number
    readonly memoryWorkingSetBytes?: number
    readonly nodeFs?: FilesystemUse
    readonly imageFs?: FilesystemUse
    readonly pids?: { readonly max: number; readonly current: number }
    readonly readAt?: EpochMs
  }
  /** stats/summary failed inside the kubelet, e.g. 500 "failed to get imageFs stats": the runtime does not answer. */
  kubeletStatsFailed: { readonly status: number; readonly message: string; readonly hung: boolean }
  /** One line of a node component's log (read by the node log query). */
  logLine: {
    readonly component: string
    readonly at?: EpochMs
    readonly severity: 'info' | 'warning' | 'error' | 'fatal'
    readonly message: string
  }
}

/** Space and inodes of one filesystem. */
export interface FilesystemUse {
  readonly availableBytes: number
  readonly capacityBytes: number
  readonly inodesFree?: number
  readonly inodes?: number
}
