import type { EpochMs } from '../evidence.ts'
import type { ReachOutcome } from './kubelet.ts'
import type { PodSummary } from './pod.ts'

/** Facts about the control plane, seen through its own API. */
export interface ControlPlaneFacts {
  /** One request to the API server as such (`/version`, `/livez`, `/readyz`): how it ended. */
  apiserverReach: {
    readonly path: string
    readonly outcome: ReachOutcome
    /** HTTP status, 0 without an answer. */
    readonly status: number
    readonly message: string
    readonly tookMs: number
  }
  /** One line of `/livez?verbose` or `/readyz?verbose`; `detail` is filled where the check was asked by itself. */
  apiserverCheck: {
    readonly endpoint: 'livez' | 'readyz'
    readonly check: string
    readonly ok: boolean
    readonly detail: string
  }
  /** What the API server answers when it cannot use its storage (500 or 504 on an ordinary read). */
  apiserverStorageError: { readonly path: string; readonly status: number; readonly message: string }
  /** A leader lease in kube-system (`kube-controller-manager`, `kube-scheduler`). A cleanly stopped scheduler blanks `holder`. */
  leaderLease: {
    readonly name: string
    readonly holder: string
    readonly renewedAt: EpochMs
    readonly durationSeconds: number
    readonly transitions: number
  }
  /** A control-plane pod in kube-system (static pods of kubeadm; absent on managed clusters). */
  controlPlanePod: PodSummary & { readonly component: string; readonly node: string }
}
