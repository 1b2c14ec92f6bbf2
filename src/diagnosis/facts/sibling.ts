import type { EpochMs } from '../evidence.ts'
import type { KubeletFacts } from './kubelet.ts'
import type { ConditionStatus } from './node.ts'

/** Facts about the other nodes, slim: what scope needs and no more. */
export interface SiblingFacts {
  /** One node of the cluster (the target too). */
  siblingNode: {
    readonly name: string
    readonly uid: string
    readonly ready: ConditionStatus
    /**
     * Reason and message of Ready; empty for healthy nodes read from a Table. Where only the Table was read, the reason is
     * its word `NotReady`, which stands for False and Unknown alike (`ready` is then `False`).
     */
    readonly reason: string
    readonly message: string
    readonly changedAt?: EpochMs
    readonly unschedulable: boolean
    readonly kubeletVersion: string
    readonly osImage?: string
    readonly kernelVersion?: string
    readonly runtimeVersion?: string
    readonly createdAt: EpochMs
    /** Zone, pool, instance type, OS …: labels that a fault may follow. */
    readonly labels: Readonly<Record<string, string>>
    /** Last renewal of its Lease, and how long that holds; read for a bounded number of nodes. */
    readonly leaseRenewedAt?: EpochMs
    readonly leaseSeconds?: number
  }
  /** A pressure condition that is True on one node of the cluster. */
  siblingPressure: {
    readonly node: string
    readonly type: string
    readonly reason: string
    readonly message: string
    readonly changedAt?: EpochMs
  }
  /** Of how many nodes the pressure is known (of a silent one it is Unknown), and whether all nodes were asked for. */
  siblingSurvey: { readonly read: number; readonly complete: boolean }
  /** Whether the API server reached the kubelet of a silent node; asked of a few. */
  siblingReach: KubeletFacts['kubeletReach'] & { readonly node: string }
  /** How many nodes the cluster has, also when not all of them were read. */
  siblingCount: { readonly total: number }
}
