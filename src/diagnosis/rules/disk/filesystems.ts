import { conditionOf } from '../../conditions.ts'
import { type EvictionSignal, type EvictionThreshold, evictionThreshold } from '../../eviction-threshold.ts'
import type { Fact, FactView } from '../../fact.ts'
import type { FilesystemUse } from '../../facts/kubelet.ts'
import { bytesText, percentText } from '../../quantity.ts'
import { type Because, because } from '../../rule.ts'

/** One filesystem that the kubelet watches, with what is left of one kind and from where it counts as too little. */
export interface Room {
  /** `node filesystem`, `image filesystem`, or both at once. */
  readonly place: string
  readonly kind: 'space' | 'inodes'
  readonly left: number
  readonly total: number
  /** `3 GiB of 100 GiB left (3 %)`. */
  readonly amounts: string
  readonly threshold: EvictionThreshold | undefined
  /** Below the threshold. */
  readonly low: boolean
  readonly line: Because
}

type StatsView = FactView<'kubeletStats' | 'kubeletConfig'>

/** Space and inodes of the node's filesystems; empty when the statistics could not be read. */
export function roomsOf({ kubeletStats, kubeletConfig }: StatsView): readonly Room[] {
  const stats = kubeletStats[0]
  if (!stats) return []
  const rooms = places(stats).flatMap(({ place, use, prefixes }) => [
    roomOf(place, 'space', use.availableBytes, use.capacityBytes, prefixes, stats, kubeletConfig[0]),
    roomOf(place, 'inodes', use.inodesFree, use.inodes, prefixes, stats, kubeletConfig[0]),
  ])
  return rooms.filter((room) => room !== undefined)
}

interface Place {
  readonly place: string
  readonly use: FilesystemUse
  readonly prefixes: readonly ('nodefs' | 'imagefs')[]
}

/** Images often live on the node's own filesystem: then both thresholds watch the same numbers. */
function places({ value: { nodeFs, imageFs } }: Fact<'kubeletStats'>): readonly Place[] {
  if (nodeFs && imageFs && isSame(nodeFs, imageFs))
    return [{ place: 'node and image filesystem', use: nodeFs, prefixes: ['nodefs', 'imagefs'] }]
  const node: Place[] = nodeFs ? [{ place: 'node filesystem', use: nodeFs, prefixes: ['nodefs'] }] : []
  const image: Place[] = imageFs ? [{ place: 'image filesystem', use: imageFs, prefixes: ['imagefs'] }] : []
  return [...node, ...image]
}

/** One filesystem, read twice within moments: two disks of one size differ in what is left. */
function isSame(a: FilesystemUse, b: FilesystemUse): boolean {
  if (a.capacityBytes !== b.capacityBytes || a.inodes !== b.inodes) return false
  return Math.abs(a.availableBytes - b.availableBytes) <= a.capacityBytes / 100
}

function roomOf(
  place: string,
  kind: Room['kind'],
  left: number | undefined,
  total: number | undefined,
  prefixes: Place['prefixes'],
  stats: Fact<'kubeletStats'>,
  config: Fact<'kubeletConfig'> | undefined,
): Room | undefined {
  if (left === undefined || !total) return undefined
  const suffix = kind === 'space' ? 'available' : 'inodesFree'
  const signals = prefixes.map((prefix): EvictionSignal => `${prefix}.${suffix}`)
  const thresholds = signals.map((signal) => evictionThreshold(signal, total, config?.value))
  const threshold = thresholds.filter((found) => found !== undefined).sort((a, b) => b.value - a.value)[0]
  const low = threshold !== undefined && left < threshold.value
  const amounts = `${amountsText(kind, left, total)} left (${percentText(left / total)})`
  const text = `The ${place} has ${amounts}`
  const limit = threshold ? `; ${thresholdText(threshold)}` : ''
  return {
    place,
    kind,
    left,
    total,
    amounts,
    threshold,
    low,
    line: because(text + limit, stats, low ? config : undefined),
  }
}

function amountsText(kind: Room['kind'], left: number, total: number): string {
  return kind === 'space' ? `${bytesText(left)} of ${bytesText(total)}` : `${left} of ${total} inodes`
}

/** `the kubelet's threshold is nodefs.available 10%`. */
export function thresholdText({ signal, text, known, excessive }: EvictionThreshold): string {
  const whose = known ? "the kubelet's threshold is" : "the default threshold (the node's own could not be read) is"
  return `${whose} ${signal} ${text}${excessive ? ', more than half of what there is' : ''}`
}

/** Whether so little is left that it is trouble also without DiskPressure; `share` of the whole where no threshold is known. */
export function isAlarming({ low, left, total, threshold }: Room, share: number): boolean {
  return threshold?.known ? low && !threshold.excessive : left / total < share
}

/** The DiskPressure condition, if the node reports one, and the same again only while it is True. */
export function diskPressureOf(conditions: readonly Fact<'nodeCondition'>[]): {
  readonly pressure: Fact<'nodeCondition'> | undefined
  readonly pressing: Fact<'nodeCondition'> | undefined
} {
  const pressure = conditionOf(conditions, 'DiskPressure')
  return { pressure, pressing: pressure?.value.status === 'True' ? pressure : undefined }
}
