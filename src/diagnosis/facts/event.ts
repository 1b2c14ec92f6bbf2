import type { EpochMs } from '../evidence.ts'

/** One Event object; a series is one with its count. */
interface ObservedEvent {
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

/** Facts from Event objects. Node trouble is often of type Normal (NodeNotReady, NodeHasDiskPressure). */
export interface EventFacts {
  /** An Event about the target node itself. */
  event: ObservedEvent
  /** A Warning of the node's kubelet about a pod on it. A kind of its own: one may be read without the other. */
  podEvent: ObservedEvent
}
