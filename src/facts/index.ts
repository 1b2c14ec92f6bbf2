import { apiserverProvider } from './apiserver.ts'
import { controlPlanePodsProvider } from './control-plane-pods.ts'
import { csrsProvider } from './csrs.ts'
import { eventsProvider } from './events.ts'
import { kubeletConfigProvider } from './kubelet-config.ts'
import { kubeletHealthProvider } from './kubelet-health.ts'
import { kubeletLogProvider } from './kubelet-log.ts'
import { kubeletStatsProvider } from './kubelet-stats.ts'
import { leaderLeasesProvider } from './leader-leases.ts'
import { leaseProvider } from './lease.ts'
import { nodeProvider } from './node.ts'
import { nodeSurveyProvider } from './node-survey.ts'
import { pendingPodsProvider } from './pending-pods.ts'
import { podEventsProvider } from './pod-events.ts'
import { podsProvider } from './pods.ts'
import type { FactProvider } from './provider.ts'
import { siblingsProvider } from './siblings.ts'
import { silentKubeletsProvider } from './silent-kubelets.ts'

/** Every fact provider, in alphabetical order of its source. */
export const factProviders: readonly FactProvider[] = [
  apiserverProvider,
  controlPlanePodsProvider,
  csrsProvider,
  eventsProvider,
  kubeletConfigProvider,
  kubeletHealthProvider,
  kubeletLogProvider,
  kubeletStatsProvider,
  leaderLeasesProvider,
  leaseProvider,
  nodeProvider,
  nodeSurveyProvider,
  pendingPodsProvider,
  podEventsProvider,
  podsProvider,
  siblingsProvider,
  silentKubeletsProvider,
]
