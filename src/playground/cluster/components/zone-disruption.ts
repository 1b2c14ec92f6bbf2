import type { NodeObject } from '../objects/node-object.ts'

/** How a zone looks to the node lifecycle controller. */
export type ZoneState = 'normal' | 'partial-disruption' | 'full-disruption'

/** `--unhealthy-zone-threshold`. */
const UNHEALTHY_SHARE = 0.55

/** `--node-eviction-rate` and `--secondary-node-eviction-rate`, in nodes per second. */
const EVICTION_RATE = 0.1
const SECONDARY_RATE = 0.01

/** `--large-cluster-size-threshold`: a disrupted zone up to this size is not evicted at all. */
const LARGE_CLUSTER = 50

/** Ready and other nodes of one zone. */
export interface ZoneCount {
  ready: number
  notReady: number
}

/** Nodes of one region and zone belong together; nodes without the labels form one group. */
export function zoneOf(node: NodeObject): string {
  const labels = node.metadata.labels ?? {}
  return `${labels['topology.kubernetes.io/region'] ?? ''}:${labels['topology.kubernetes.io/zone'] ?? ''}`
}

/** ComputeZoneState of the controller. */
export function zoneState({ ready, notReady }: ZoneCount): ZoneState {
  if (ready === 0 && notReady > 0) return 'full-disruption'
  if (notReady > 2 && notReady / (ready + notReady) >= UNHEALTHY_SHARE) return 'partial-disruption'
  return 'normal'
}

/** How many nodes a second may get a NoExecute taint in a zone; none at all when every zone is lost. */
export function evictionRate(count: ZoneCount, everyZoneIsLost: boolean): number {
  if (everyZoneIsLost) return 0
  if (zoneState(count) !== 'partial-disruption') return EVICTION_RATE
  return count.ready + count.notReady > LARGE_CLUSTER ? SECONDARY_RATE : 0
}
