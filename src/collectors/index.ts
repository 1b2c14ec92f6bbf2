import type { Collector } from './collector.ts'
import { csrsCollector } from './csrs.ts'
import { eventsCollector } from './events.ts'
import { kubeletConfigCollector } from './kubelet-config.ts'
import { kubeletHealthCollector } from './kubelet-health.ts'
import { kubeletLogCollector } from './kubelet-log.ts'
import { kubeletStatsCollector } from './kubelet-stats.ts'
import { leaseCollector } from './lease.ts'
import { nodeCollector } from './node.ts'
import { podEventsCollector } from './pod-events.ts'
import { podsCollector } from './pods.ts'

/** Every collector, in alphabetical order of its source. */
export const collectors: readonly Collector[] = [
  csrsCollector,
  eventsCollector,
  kubeletConfigCollector,
  kubeletHealthCollector,
  kubeletLogCollector,
  kubeletStatsCollector,
  leaseCollector,
  nodeCollector,
  podEventsCollector,
  podsCollector,
]
