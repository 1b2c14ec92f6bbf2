import type { ControlPlanePod } from '../collectors/control-plane-pods.ts'
import type { Evidence } from '../diagnosis/evidence.ts'
import type { Fact, Moment } from '../diagnosis/fact.ts'
import { defineProvider } from './provider.ts'

/** The static pods of the control plane, with the last end of their containers in the timeline. */
export const controlPlanePodsProvider = defineProvider<readonly ControlPlanePod[]>({
  source: 'control-plane-pods',
  provides: ['controlPlanePod'],
  facts: ({ data, finishedAt }: Evidence<readonly ControlPlanePod[]>): readonly Fact[] =>
    data.map((entry) => podFact(entry, finishedAt)),
})

function podFact({ node, pod }: ControlPlanePod, readAt: number): Fact<'controlPlanePod'> {
  const moment = lastEnd(pod)
  return {
    kind: 'controlPlanePod',
    value: { ...pod, node, component: pod.labels['component'] ?? '' },
    from: { source: 'control-plane-pods', readAt, ref: `Pod ${pod.namespace}/${pod.name} .status` },
    ...(moment && { moment }),
  }
}

/** A restart long ago is history; one that still holds the pod down is part of the trouble. */
function lastEnd(pod: ControlPlanePod['pod']): Moment | undefined {
  const ended = pod.containers.find(({ lastFinishedAt }) => lastFinishedAt !== undefined)
  if (ended?.lastFinishedAt === undefined) return undefined
  const code = ended.exitCode ?? ended.lastExitCode
  return {
    at: ended.lastFinishedAt,
    text: `${pod.name} ended${code === undefined ? '' : ` with exit code ${code}`}`,
    tone: pod.ready ? 'neutral' : 'abnormal',
  }
}
