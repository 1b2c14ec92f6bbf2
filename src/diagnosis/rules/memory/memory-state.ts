import { type EvictionThreshold, evictionThreshold } from '../../eviction-threshold.ts'
import type { FactView } from '../../fact.ts'
import { bytesText, percentText } from '../../quantity.ts'
import { type Because, because } from '../../rule.ts'
import { thresholdText } from '../disk/filesystems.ts'

/** Memory as the kubelet measures it, against the threshold from which it reports pressure. */
export interface MemoryState {
  readonly available: number
  /** What there is in all: available and working set. */
  readonly total: number
  readonly threshold: EvictionThreshold | undefined
  readonly below: boolean
  /** `1 GiB of 16 GiB of memory are available (6 %)`. */
  readonly amounts: string
  readonly line: Because
}

/** Undefined when the statistics could not be read, or carry no memory. */
export function memoryState({
  kubeletStats,
  kubeletConfig,
}: FactView<'kubeletStats' | 'kubeletConfig'>): MemoryState | undefined {
  const stats = kubeletStats[0]
  const available = stats?.value.memoryAvailableBytes
  if (!stats || available === undefined) return undefined
  const total = available + (stats.value.memoryWorkingSetBytes ?? 0)
  const threshold = evictionThreshold('memory.available', total, kubeletConfig[0]?.value)
  const share = total > 0 ? ` (${percentText(available / total)})` : ''
  const limit = threshold ? `; ${thresholdText(threshold)}` : ''
  const amounts = `${bytesText(available)} of ${bytesText(total)} of memory are available${share}`
  const below = threshold !== undefined && available < threshold.value
  return {
    available,
    total,
    threshold,
    below,
    amounts,
    line: because(amounts + limit, stats, threshold?.known ? kubeletConfig[0] : undefined),
  }
}
