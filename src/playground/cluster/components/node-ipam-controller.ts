import { getNode, type NodeObject } from '../objects/node-object.ts'
import { NODES } from '../objects/resource-types.ts'
import type { SimClock } from '../sim-clock.ts'
import type { ControlPlane } from './control-plane.ts'

/** From a new Node to its address range. */
const ALLOCATION_MS = 200

/** Gives new Nodes their podCIDR. */
export class NodeIpamController {
  private readonly clock: SimClock
  private readonly controlPlane: ControlPlane
  private readonly rangeOf: (nodeName: string) => string | undefined
  private unsubscribe: (() => void) | undefined

  /** `rangeOf` says which range belongs to a machine (the same again when a node is re-created). */
  constructor(clock: SimClock, controlPlane: ControlPlane, rangeOf: (nodeName: string) => string | undefined) {
    this.clock = clock
    this.controlPlane = controlPlane
    this.rangeOf = rangeOf
  }

  /** Begins to work: the process leads. */
  start(): void {
    this.unsubscribe = this.controlPlane.store.subscribe(NODES, ({ type, object }) => {
      if (type !== 'ADDED' || (object as NodeObject).spec.podCIDR) return
      this.clock.after(ALLOCATION_MS, () => this.allocate(object.metadata.name))
    })
  }

  /** Ends its work; what it remembered is gone. */
  stop(): void {
    this.unsubscribe?.()
    this.unsubscribe = undefined
  }

  private allocate(name: string): void {
    const { store } = this.controlPlane.reach()
    const node = store && getNode(store, name)
    const podCIDR = this.rangeOf(name)
    if (!this.unsubscribe || !store || !node || !podCIDR || node.spec.podCIDR) return
    store.put(NODES, { ...node, spec: { podCIDR, podCIDRs: [podCIDR], ...node.spec } })
  }
}
