import type { FactShapes } from './fact.ts'
import { parseQuantity } from './quantity.ts'

/** The signals of the kubelet's eviction manager that we judge (Kubernetes docs, "Node-pressure Eviction"). */
export type EvictionSignal =
  | 'memory.available'
  | 'nodefs.available'
  | 'nodefs.inodesFree'
  | 'imagefs.available'
  | 'imagefs.inodesFree'
  | 'pid.available'

/** From which value downward the kubelet reports pressure. */
export interface EvictionThreshold {
  readonly signal: EvictionSignal
  /** As configured, e.g. `10%` or `100Mi`. */
  readonly text: string
  /** In bytes, inodes or PIDs. */
  readonly value: number
  /** Read from the kubelet, or the default of Kubernetes because the configuration could not be read. */
  readonly known: boolean
  /** It asks for more than half of what there is: the threshold is the odd thing, not the use. */
  readonly excessive: boolean
}

/** Hard thresholds of a kubelet without own settings. There is none for PIDs. */
const defaults: Readonly<Partial<Record<EvictionSignal, string>>> = {
  'memory.available': '100Mi',
  'nodefs.available': '10%',
  'nodefs.inodesFree': '5%',
  'imagefs.available': '15%',
  'imagefs.inodesFree': '5%',
}

/**
 * The highest threshold (hard or soft) for a signal, given how much there is in all. Undefined if the kubelet has none:
 * it reports its defaults as its own, so a signal that is missing there is switched off.
 */
export function evictionThreshold(
  signal: EvictionSignal,
  capacity: number,
  config: FactShapes['kubeletConfig'] | undefined,
): EvictionThreshold | undefined {
  const texts = config ? [config.evictionHard[signal], config.evictionSoft?.[signal]] : [defaults[signal]]
  const known = config !== undefined
  const found = texts.flatMap((text) => {
    const value = text === undefined ? undefined : amountOf(text, capacity)
    return value === undefined || text === undefined || value <= 0 ? [] : [{ text, value }]
  })
  const highest = found.sort((a, b) => b.value - a.value)[0]
  return highest && { signal, ...highest, known, excessive: highest.value > capacity / 2 }
}

function amountOf(text: string, capacity: number): number | undefined {
  if (!text.endsWith('%')) return parseQuantity(text)
  const percent = Number(text.slice(0, -1))
  return Number.isFinite(percent) ? (capacity * percent) / 100 : undefined
}
