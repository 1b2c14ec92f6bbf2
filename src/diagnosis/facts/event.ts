import type { EpochMs } from '../evidence.ts'

/** Facts from Event objects. Node trouble is often of type Normal (NodeNotReady, NodeHasDiskPressure). */
export interface EventFacts {
  /** One Event about the target node or a pod on it; a series is one fact with its count. */
  event: {
    readonly type: 'Normal' | 'Warning'
    readonly reason: string
    readonly message: string
    /** Who reported it: `kubelet`, `node-controller`, `kubelet node-3` … */
    readonly reporter: string
    /** `Node/node-3` or `Pod/<namespace>/<name>`. */
    readonly object: string
    /** UID in `involvedObject`; the kubelet puts the node's *name* there for Node events. */
    readonly objectUid: string
    readonly count: number
    readonly firstAt: EpochMs
    readonly lastAt: EpochMs
  }
}
