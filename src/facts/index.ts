import { csrsProvider } from './csrs.ts'
import { eventsProvider } from './events.ts'
import { kubeletConfigProvider } from './kubelet-config.ts'
import { kubeletHealthProvider } from './kubelet-health.ts'
import { kubeletLogProvider } from './kubelet-log.ts'
import { kubeletStatsProvider } from './kubelet-stats.ts'
import { leaseProvider } from './lease.ts'
import { nodeProvider } from './node.ts'
import { podEventsProvider } from './pod-events.ts'
import { podsProvider } from './pods.ts'
import type { FactProvider } from './provider.ts'

/** Every fact provider, in alphabetical order of its source. */
export const factProviders: readonly FactProvider[] = [
  csrsProvider,
  eventsProvider,
  kubeletConfigProvider,
  kubeletHealthProvider,
  kubeletLogProvider,
  kubeletStatsProvider,
  leaseProvider,
  nodeProvider,
  podEventsProvider,
  podsProvider,
]
