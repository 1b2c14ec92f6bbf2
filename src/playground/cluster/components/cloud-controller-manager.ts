import type { ObjectStore } from '../object-store.ts'
import { getNode, listNodes, type NodeObject } from '../objects/node-object.ts'
import { NODES } from '../objects/resource-types.ts'
import { sameTaint } from '../objects/taint.ts'
import type { SimClock } from '../sim-clock.ts'
import type { ControlPlane } from './control-plane.ts'
import type { Machine } from './machine.ts'
import { cloudLabels, uninitializedTaint } from './node-status.ts'

/** From a new Node to the answer of the cloud's API. */
const INITIALIZE_MS = 2_000

/** The cloud-controller-manager: tells new Nodes what machine they are and lifts their `uninitialized` taint. */
export class CloudControllerManager {
  private readonly clock: SimClock
  private readonly controlPlane: ControlPlane
  private readonly machineOf: (nodeName: string) => Machine | undefined
  private unsubscribe: (() => void) | undefined

  constructor(clock: SimClock, controlPlane: ControlPlane, machineOf: (nodeName: string) => Machine | undefined) {
    this.clock = clock
    this.controlPlane = controlPlane
    this.machineOf = machineOf
  }

  /** Begins to work: the process leads. */
  start(): void {
    const { store } = this.controlPlane
    this.unsubscribe ??= store.subscribe(NODES, ({ type, object }) => {
      if (type === 'ADDED') this.initializeLater(object as NodeObject)
    })
    for (const node of listNodes(store)) this.initializeLater(node)
  }

  /** Ends its work; what it remembered is gone. */
  stop(): void {
    this.unsubscribe?.()
    this.unsubscribe = undefined
  }

  private initializeLater(node: NodeObject): void {
    if (!node.spec.taints?.some((taint) => sameTaint(taint, uninitializedTaint))) return
    this.clock.after(INITIALIZE_MS, () => {
      const { store } = this.controlPlane.reach()
      const current = store && getNode(store, node.metadata.name)
      if (this.unsubscribe && store && current) this.initialize(store, current)
    })
  }

  private initialize(store: ObjectStore, node: NodeObject): void {
    const machine = this.machineOf(node.metadata.name)
    if (!machine) return
    const { providerID } = machine.spec
    const labels = { ...node.metadata.labels, ...cloudLabels(machine) }
    const { taints = [], ...rest } = node.spec
    const others = taints.filter((taint) => !sameTaint(taint, uninitializedTaint))
    const spec = { ...rest, ...(providerID && { providerID }), ...(others.length > 0 && { taints: others }) }
    store.put(NODES, { ...node, metadata: { ...node.metadata, labels }, spec })
  }
}
