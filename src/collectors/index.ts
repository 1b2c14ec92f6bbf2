import type { Collector } from './collector.ts'
import { kubeletConfigCollector } from './kubelet-config.ts'
import { kubeletHealthCollector } from './kubelet-health.ts'
import { kubeletLogCollector } from './kubelet-log.ts'
import { kubeletStatsCollector } from './kubelet-stats.ts'
import { podsCollector } from './pods.ts'

/** Every collector, in alphabetical order of its source. */
export const collectors: readonly Collector[] = [
  kubeletConfigCollector,
  kubeletHealthCollector,
  kubeletLogCollector,
  kubeletStatsCollector,
  podsCollector,
]
