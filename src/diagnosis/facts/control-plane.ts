import type { EpochMs } from '../evidence.ts'
import type { ReachOutcome } from './kubelet.ts'
import type { PodSummary } from './pod.ts'

/** Facts about the control plane, seen through its own API. */
export interface ControlPlaneFacts {
  /** One request to the API server as such (`/version`, `/livez`, `/readyz`, one small stored object): how it ended. */
  apiserverReach: {
    readonly path: string
    readonly outcome: ReachOutcome
    /** HTTP status, 0 without an answer. */
    readonly status: number
    readonly message: string
    readonly tookMs: number
    /** Asked over http://: no certificate was seen. */
    readonly plain?: true
  }
  /** The client certificate that the kubeconfig gives us: the API server answers 401 once it has ended. */
  callerCertificate: { readonly notAfter: EpochMs }
  /** One line of `/livez?verbose` or `/readyz?verbose`; `detail` is filled where the check was asked by itself. */
  apiserverCheck: {
    readonly endpoint: 'livez' | 'readyz'
    readonly check: string
    readonly ok: boolean
    readonly detail: string
  }
  /**
   * What the API server answers when it cannot use its storage: 500 or 504 on an ordinary read, or nothing within our
   * deadline (status 0) while `/version`, which needs no storage, answers.
   */
  apiserverStorageError: { readonly path: string; readonly status: number; readonly message: string }
  /**
   * The identity lease of one kube-apiserver (kube-system, `apiserver-<hash>`, since v1.26), renewed every 10 s by a plain
   * write: a fresh one proves that writes reach etcd. Those of removed API servers stay for an hour.
   */
  apiserverLease: { readonly name: string; readonly renewedAt: EpochMs }
  /** A leader lease in kube-system (`kube-controller-manager`, `kube-scheduler`). A cleanly stopped scheduler blanks `holder`. */
  leaderLease: {
    readonly name: string
    readonly holder: string
    readonly renewedAt: EpochMs
    readonly durationSeconds: number
  }
  /** A control-plane pod in kube-system (static pods of kubeadm; absent on managed clusters). */
  controlPlanePod: PodSummary & { readonly component: string; readonly node: string }
}
