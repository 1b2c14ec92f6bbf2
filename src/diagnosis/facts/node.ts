import type { EpochMs } from '../evidence.ts'

/** Status of a condition as Kubernetes writes it. `Unknown` means that nobody writes it any more. */
export type ConditionStatus = 'True' | 'False' | 'Unknown'

/** Facts about the target node, from its Node object and Lease. */
export interface NodeFacts {
  /** One entry of `.status.conditions`. `heartbeatAt` may be 5 minutes old on a healthy node: judge by the Lease. */
  nodeCondition: {
    readonly type: string
    readonly status: ConditionStatus
    readonly reason: string
    readonly message: string
    readonly changedAt?: EpochMs
    readonly heartbeatAt?: EpochMs
  }
  /** Who the node is. `uid` changes when a node is re-created under its old name. */
  nodeIdentity: {
    readonly name: string
    readonly uid: string
    readonly createdAt: EpochMs
    readonly bootId: string
    readonly kubeletVersion: string
    /** As printed, e.g. `containerd://1.6.20`; `containerd://Unknown` is an early sign of a dead runtime. */
    readonly runtimeVersion: string
    readonly kernelVersion: string
    readonly osImage: string
    readonly providerId: string
    readonly podCidr: string
    readonly labels: Readonly<Record<string, string>>
  }
  /** One entry of `.spec.taints`. */
  nodeTaint: { readonly key: string; readonly effect: string; readonly addedAt?: EpochMs }
  /** `.spec.unschedulable` is true: somebody cordoned the node. */
  nodeCordoned: { readonly unschedulable: true }
  /** The API server answered 404 for the Node. `nearest` are existing names that look like it. */
  nodeMissing: { readonly name: string; readonly nearest: readonly string[] }
  /** The node's Lease in kube-node-lease; the kubelet renews it every 10 s (`durationSeconds` is 40 by default). */
  nodeLease: {
    readonly holder: string
    readonly renewedAt: EpochMs
    readonly durationSeconds: number
    /** The API server's clock when it was read; ages count from here, since other sources may take long. */
    readonly seenAt?: EpochMs
    /** UID of the Node object that the Lease belongs to, when it says so. */
    readonly ownerUid: string
  }
  /** A CertificateSigningRequest of this node's kubelet. */
  nodeCsr: {
    readonly name: string
    readonly signer: string
    /** User who asked, e.g. `system:node:node-3` or `system:bootstrap:abcdef`. */
    readonly requester: string
    readonly state: 'pending' | 'approved' | 'issued' | 'denied' | 'failed'
    readonly message: string
    readonly createdAt: EpochMs
  }
}
