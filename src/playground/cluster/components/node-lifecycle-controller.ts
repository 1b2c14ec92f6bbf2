import type { EpochMs } from '../../../diagnosis/evidence.ts'
import { kubeTime } from '../kube-time.ts'
import type { ObjectStore } from '../object-store.ts'
import { getLease } from '../objects/lease-object.ts'
import { conditionOf, listNodes, type NodeCondition, type NodeObject, putConditions } from '../objects/node-object.ts'
import type { SimClock } from '../sim-clock.ts'
import type { ControlPlane } from './control-plane.ts'
import { EventRecorder } from './event-recorder.ts'
import { NoExecuteTainter } from './no-execute-tainter.ts'
import { NoScheduleTainter } from './no-schedule-tainter.ts'
import type { PodIndex } from './pod-index.ts'
import { markPodsNotReady } from './pod-readiness.ts'
import { evictionRate, type ZoneCount, zoneOf, zoneState } from './zone-disruption.ts'

/** `--node-monitor-period`, `--node-monitor-grace-period` (50 s since v1.32), `--node-startup-grace-period`. */
const MONITOR_PERIOD_MS = 5_000
const GRACE_MS = 50_000
const STARTUP_GRACE_MS = 60_000

/** From the start of the controllers to full caches. */
const FIRST_PASS_MS = 1_000

/** Conditions that turn Unknown together. */
const ownedTypes: readonly string[] = ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready']

/** What the controller last saw of a node. */
interface NodeHealth {
  readonly uid: string
  /** When *the controller* last saw a change, not what the node wrote: clocks need not agree. */
  probeAt: EpochMs
  renewTime: string | undefined
  heartbeat: string | null | undefined
}

/** The node lifecycle controller of kube-controller-manager. */
export class NodeLifecycleController {
  private readonly clock: SimClock
  private readonly controlPlane: ControlPlane
  private readonly pods: PodIndex
  private readonly events: EventRecorder
  private readonly noExecute: NoExecuteTainter
  private readonly noSchedule: NoScheduleTainter
  private health = new Map<string, NodeHealth>()
  private everyZoneWasLost = false
  private cancel: (() => void) | undefined

  constructor(clock: SimClock, controlPlane: ControlPlane, pods: PodIndex) {
    this.clock = clock
    this.controlPlane = controlPlane
    this.pods = pods
    this.events = new EventRecorder(clock, { component: 'node-controller' })
    this.noExecute = new NoExecuteTainter(clock, controlPlane)
    this.noSchedule = new NoScheduleTainter(clock, controlPlane)
  }

  /** Starts with empty memory: every node gets the full grace period again. `quietly`: it has known these nodes for long. */
  start({ quietly }: { readonly quietly: boolean }): void {
    this.health = new Map()
    this.everyZoneWasLost = false
    this.events.restart()
    this.noExecute.reset()
    this.noSchedule.start()
    if (quietly) for (const node of listNodes(this.controlPlane.store)) this.meet(node)
    this.cancel = this.clock.after(FIRST_PASS_MS, () => {
      this.monitor()
      this.cancel = this.clock.every(MONITOR_PERIOD_MS, () => this.monitor())
    })
  }

  /** Ends its work; what it remembered is gone. */
  stop(): void {
    this.cancel?.()
    this.noSchedule.stop()
    this.noExecute.reset()
  }

  private monitor(): void {
    const { store } = this.controlPlane.reach()
    if (!store) return
    const nodes = [...listNodes(store)]
    this.noticeChanges(store, nodes)
    const zones = new Map<string, ZoneCount>()
    const current = nodes.map((node) => this.check(store, node, zones))
    this.handleDisruption(store, current, zones)
    this.noSchedule.drain()
  }

  private noticeChanges(store: ObjectStore, nodes: readonly NodeObject[]): void {
    const present = new Set(nodes.map(({ metadata }) => metadata.uid))
    for (const [name, { uid }] of this.health) {
      if (present.has(uid)) continue
      this.health.delete(name)
      this.tell(store, name, uid, 'RemovingNode', `Node ${name} event: Removing Node ${name} from Controller`)
    }
    for (const node of nodes) {
      const { name, uid } = node.metadata
      if (this.health.has(name)) continue
      this.meet(node)
      this.tell(store, name, uid ?? '', 'RegisteredNode', `Node ${name} event: Registered Node ${name} in Controller`)
    }
  }

  private meet(node: NodeObject): void {
    const { name, uid } = node.metadata
    const heartbeat = conditionOf(node, 'Ready')?.lastHeartbeatTime
    this.health.set(name, { uid: uid ?? '', probeAt: this.clock.now(), renewTime: undefined, heartbeat })
  }

  private check(store: ObjectStore, observed: NodeObject, zones: Map<string, ZoneCount>): NodeObject {
    const now = this.clock.now()
    const seen = conditionOf(observed, 'Ready')
    const grace = seen ? GRACE_MS : STARTUP_GRACE_MS
    const silentMs = now - this.probe(store, observed, now)
    const node = silentMs >= grace ? this.markUnknown(store, observed, now) : observed
    const isReady = conditionOf(node, 'Ready')?.status === 'True'
    this.markForEviction(store, node, seen?.status)
    if (!isReady && seen?.status === 'True') this.reportNotReady(store, node, now)
    const zone = zoneOf(node)
    const count = zones.get(zone) ?? { ready: 0, notReady: 0 }
    if (isReady) count.ready += 1
    else count.notReady += 1
    zones.set(zone, count)
    return node
  }

  /** When the node last gave a sign of life: its Lease or its status changed. */
  private probe(store: ObjectStore, node: NodeObject, now: EpochMs): EpochMs {
    const health = this.health.get(node.metadata.name)
    if (!health) return now
    const renewTime = getLease(store, 'kube-node-lease', node.metadata.name)?.spec.renewTime
    const heartbeat = conditionOf(node, 'Ready')?.lastHeartbeatTime
    if (renewTime !== health.renewTime || heartbeat !== health.heartbeat) health.probeAt = now
    health.renewTime = renewTime
    health.heartbeat = heartbeat
    return health.probeAt
  }

  private markUnknown(store: ObjectStore, node: NodeObject, now: EpochMs): NodeObject {
    const conditions = node.status.conditions ?? []
    if (ownedTypes.every((type) => conditionOf(node, type)?.status === 'Unknown')) return node
    const at = kubeTime(now)
    const never = ownedTypes.filter((type) => !conditionOf(node, type)).map((type) => neverPosted(type, node))
    const next = conditions.map((condition) =>
      ownedTypes.includes(condition.type) ? silenced(condition, at) : condition,
    )
    return putConditions(store, node, [...next, ...never])
  }

  /** Judged by the condition *before* this pass: a node that just turned Unknown is marked five seconds later. */
  private markForEviction(store: ObjectStore, node: NodeObject, observed: NodeCondition['status'] | undefined): void {
    if (observed === undefined) return
    if (observed === 'True') {
      if (node.spec.taints) this.noExecute.clear(store, zoneOf(node), node)
    } else {
      this.noExecute.mark(zoneOf(node), node.metadata.name)
    }
  }

  private reportNotReady(store: ObjectStore, node: NodeObject, now: EpochMs): void {
    const { name, uid } = node.metadata
    this.tell(store, name, uid ?? '', 'NodeNotReady', `Node ${name} status is now: NodeNotReady`)
    markPodsNotReady(store, this.pods.on(name), now, this.events)
  }

  /** With every zone lost nobody is evicted: the fault is then more likely here than there. */
  private handleDisruption(
    store: ObjectStore,
    nodes: readonly NodeObject[],
    zones: ReadonlyMap<string, ZoneCount>,
  ): void {
    const everyZoneIsLost =
      zones.size > 0 && [...zones.values()].every((count) => zoneState(count) === 'full-disruption')
    if (everyZoneIsLost) for (const node of nodes) this.noExecute.clear(store, zoneOf(node), node)
    if (this.everyZoneWasLost && !everyZoneIsLost) {
      for (const health of this.health.values()) health.probeAt = this.clock.now()
    }
    this.everyZoneWasLost = everyZoneIsLost
    for (const [zone, count] of zones) this.noExecute.setRate(zone, evictionRate(count, everyZoneIsLost))
  }

  private tell(store: ObjectStore, name: string, uid: string, reason: string, message: string): void {
    const about = { kind: 'Node', name, uid, apiVersion: 'v1' }
    this.events.record(store, { about, type: 'Normal', reason, message })
  }
}

function silenced(condition: NodeCondition, at: string): NodeCondition {
  if (condition.status === 'Unknown') return condition
  const message = 'Kubelet stopped posting node status.'
  return { ...condition, status: 'Unknown', reason: 'NodeStatusUnknown', message, lastTransitionTime: at }
}

function neverPosted(type: string, node: NodeObject): NodeCondition {
  const createdAt = node.metadata.creationTimestamp ?? ''
  const message = 'Kubelet never posted node status.'
  const times = { lastHeartbeatTime: createdAt, lastTransitionTime: createdAt }
  return { type, status: 'Unknown', ...times, reason: 'NodeStatusNeverUpdated', message }
}
