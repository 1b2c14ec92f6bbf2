import { kubeletConfigProvider } from './kubelet-config.ts'
import { kubeletHealthProvider } from './kubelet-health.ts'
import { kubeletLogProvider } from './kubelet-log.ts'
import { kubeletStatsProvider } from './kubelet-stats.ts'
import { podsProvider } from './pods.ts'
import type { FactProvider } from './provider.ts'

/** Every fact provider, in alphabetical order of its source. */
export const factProviders: readonly FactProvider[] = [
  kubeletConfigProvider,
  kubeletHealthProvider,
  kubeletLogProvider,
  kubeletStatsProvider,
  podsProvider,
]
