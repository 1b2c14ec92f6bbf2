import type { Pressures } from './kubelet-conditions.ts'
import type { Machine } from './machine.ts'

/** What one eviction signal reads (https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/). */
interface Observation {
  /** `memory.available`, `nodefs.available` … */
  readonly signal: string
  readonly pressure: keyof Pressures
  /** The resource's name in Events and messages. */
  readonly resource: 'memory' | 'ephemeral-storage' | 'inodes' | 'pids'
  readonly available: number
  readonly capacity: number
}

/** An observation below its threshold. */
export interface Shortage extends Observation {
  /** The threshold, in the unit of the signal. */
  readonly threshold: number
}

/** Reads every signal of a machine. */
function observe(machine: Machine): readonly Observation[] {
  const { memory, rootDisk, imageDisk, pids } = machine
  const disk = { pressure: 'disk', resource: 'ephemeral-storage' } as const
  const inodes = { pressure: 'disk', resource: 'inodes' } as const
  return [
    {
      signal: 'memory.available',
      pressure: 'memory',
      resource: 'memory',
      available: memory.availableBytes,
      capacity: memory.capacityBytes,
    },
    { signal: 'nodefs.available', ...disk, available: rootDisk.availableBytes, capacity: rootDisk.capacityBytes },
    { signal: 'nodefs.inodesFree', ...inodes, available: rootDisk.inodesFree, capacity: rootDisk.inodes },
    { signal: 'imagefs.available', ...disk, available: imageDisk.availableBytes, capacity: imageDisk.capacityBytes },
    { signal: 'imagefs.inodesFree', ...inodes, available: imageDisk.inodesFree, capacity: imageDisk.inodes },
    { signal: 'pid.available', pressure: 'pid', resource: 'pids', available: pids.available, capacity: pids.max },
  ]
}

/** The signals that are below their hard threshold. */
export function shortages(machine: Machine): readonly Shortage[] {
  const short: Shortage[] = []
  for (const observation of observe(machine)) {
    const written = machine.spec.evictionHard[observation.signal]
    if (written === undefined) continue
    const threshold = parseThreshold(written, observation.capacity)
    if (observation.available < threshold) short.push({ ...observation, threshold })
  }
  return short
}

const units: Readonly<Record<string, number>> = { Ki: 1_024, Mi: 1_048_576, Gi: 1_073_741_824, '': 1 }

/** `10%` of the capacity, or a quantity such as `100Mi`. */
function parseThreshold(written: string, capacity: number): number {
  if (written.endsWith('%')) return (capacity * Number(written.slice(0, -1))) / 100
  const match = /^(\d+)(Ki|Mi|Gi|)$/.exec(written)
  return match ? Number(match[1]) * (units[match[2] ?? ''] ?? 1) : 0
}

/** What an evicted pod is told: `The node was low on resource: memory. Threshold quantity: 100Mi, available: 81200Ki. `. */
export function evictionMessage({ resource, threshold, available }: Shortage): string {
  return `The node was low on resource: ${resource}. Threshold quantity: ${quantity(resource, threshold)}, available: ${quantity(resource, available)}. `
}

/** Bytes as Kubernetes prints them (whole Ki when they are), counts as they are. */
function quantity(resource: Shortage['resource'], value: number): string {
  const whole = Math.floor(value)
  if (resource === 'inodes' || resource === 'pids' || whole % 1_024 !== 0) return String(whole)
  return whole % 1_048_576 === 0 ? `${whole / 1_048_576}Mi` : `${whole / 1_024}Ki`
}
