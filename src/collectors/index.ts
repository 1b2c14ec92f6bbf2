import { apiserverCollector } from './apiserver.ts'
import type { Collector } from './collector.ts'
import { controlPlanePodsCollector } from './control-plane-pods.ts'
import { csrsCollector } from './csrs.ts'
import { eventsCollector } from './events.ts'
import { kubeletConfigCollector } from './kubelet-config.ts'
import { kubeletHealthCollector } from './kubelet-health.ts'
import { kubeletLogCollector } from './kubelet-log.ts'
import { kubeletStatsCollector } from './kubelet-stats.ts'
import { leaderLeasesCollector } from './leader-leases.ts'
import { leaseCollector } from './lease.ts'
import { nodeCollector } from './node.ts'
import { nodeSurveyCollector } from './node-survey.ts'
import { pendingPodsCollector } from './pending-pods.ts'
import { podEventsCollector } from './pod-events.ts'
import { podsCollector } from './pods.ts'
import { siblingsCollector } from './siblings.ts'
import { silentKubeletsCollector } from './silent-kubelets.ts'

/** Every collector, in alphabetical order of its source. */
export const collectors: readonly Collector[] = [
  apiserverCollector,
  controlPlanePodsCollector,
  csrsCollector,
  eventsCollector,
  kubeletConfigCollector,
  kubeletHealthCollector,
  kubeletLogCollector,
  kubeletStatsCollector,
  leaderLeasesCollector,
  leaseCollector,
  nodeCollector,
  nodeSurveyCollector,
  pendingPodsCollector,
  podEventsCollector,
  podsCollector,
  siblingsCollector,
  silentKubeletsCollector,
]
