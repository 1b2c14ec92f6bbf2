import type { PodsData } from '../collectors/pods.ts'
import type { Moment } from '../diagnosis/fact.ts'
import type { ContainerState, PodSummary } from '../diagnosis/facts/pod.ts'
import { cutOff } from './cut-off.ts'
import { defineProvider } from './provider.ts'

/** The pods on the node. */
export const podsProvider = defineProvider<PodsData>({
  source: 'pods',
  provides: ['podOnNode'],
  gaps: ({ source, data }) =>
    data.complete ? [] : [cutOff(source, ['podOnNode'], `there are more than ${data.pods.length} pods on the node`)],
  facts({ source, data, finishedAt }) {
    return data.pods.map((pod) => {
      const from = { source, readAt: finishedAt, ref: `Pod ${pod.namespace}/${pod.name} .status` }
      const moment = momentOf(pod)
      return { kind: 'podOnNode', value: pod, from, ...(moment && { moment }) }
    })
  },
})

/** The newest end of a container that should not have ended. A pod's own crash is not what begins a node's trouble: neutral. */
function momentOf(pod: PodSummary): Moment | undefined {
  const ended = pod.containers.filter(endedBadly).sort((a, b) => (b.lastFinishedAt ?? 0) - (a.lastFinishedAt ?? 0))[0]
  if (ended?.lastFinishedAt === undefined) return undefined
  const { reason, exitCode } = lastEnd(ended)
  const how = [reason, exitCode === undefined ? '' : `exit ${exitCode}`].filter(Boolean).join(', ')
  const restarts = ended.restarts > 0 ? `, restart ${ended.restarts}` : ''
  const text = `container ${ended.name} of ${pod.namespace}/${pod.name} ended (${how})${restarts}`
  return { at: ended.lastFinishedAt, text, tone: 'neutral' }
}

function endedBadly(container: ContainerState): boolean {
  const { reason, exitCode } = lastEnd(container)
  return reason !== '' && (exitCode !== 0 || container.restarts > 0)
}

function lastEnd(container: ContainerState): { readonly reason: string; readonly exitCode?: number } {
  if (container.state === 'terminated') return { reason: container.reason, exitCode: container.exitCode }
  return { reason: container.lastReason, exitCode: container.lastExitCode }
}
