import type { KubeletHealthData } from '../collectors/kubelet-health.ts'
import type { Fact, FactShapes } from '../diagnosis/fact.ts'
import { defineProvider } from './provider.ts'
import { reachOutcomeOf } from './reach-outcome.ts'

/** Whether the kubelet can be reached, and its own health checks. */
export const kubeletHealthProvider = defineProvider<KubeletHealthData>({
  source: 'kubelet-health',
  provides: ['kubeletReach', 'kubeletHealth'],
  facts({ source, data, finishedAt }) {
    const from = { source, readAt: finishedAt, ref: 'node proxy, /healthz?verbose of the kubelet' }
    const reach: Fact<'kubeletReach'> = { kind: 'kubeletReach', value: reachOf(data), from }
    const health = healthOf(data)
    return health ? [reach, { kind: 'kubeletHealth', value: health, from }] : [reach]
  },
})

/** How the attempt to talk to a kubelet ended. */
export function reachOf(data: KubeletHealthData): FactShapes['kubeletReach'] {
  switch (data.kind) {
    case 'silent': {
      const limit = `our own limit of ${data.waitedMs / 1000} s`
      const message = `no answer within ${limit}: packets vanish, or the kubelet accepts and does not answer`
      return { outcome: 'timeout', status: 0, message }
    }
    case 'unreached':
      return { outcome: reachOutcomeOf(data.message), status: data.status, message: data.message }
    case 'answered': {
      const outcome = data.status === 200 || data.status === 500 ? 'ok' : 'http-error'
      return { outcome, status: data.status, message: firstLine(data.body) }
    }
  }
}

/** 200 and 500 are the answers of the health check itself; the rest is about permission or paths. */
function healthOf(data: KubeletHealthData): FactShapes['kubeletHealth'] | undefined {
  if (data.kind !== 'answered' || (data.status !== 200 && data.status !== 500)) return undefined
  const failedChecks = [...data.body.matchAll(/^\[-\](\S+)/gm)].map((match) => match[1] ?? '')
  return { failedChecks }
}

function firstLine(text: string): string {
  return (text.trim().split('\n')[0] ?? '').slice(0, 300)
}
