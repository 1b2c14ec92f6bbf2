import type { EpochMs } from '../../evidence.ts'
import type { Fact } from '../../fact.ts'
import { leaderlessLine, leadershipOf } from '../../leadership.ts'
import { type Because, because, defineRule, type Verdict } from '../../rule.ts'
import { spanText } from '../../span.ts'
import { staticPodAdvice } from '../../static-pod.ts'

/** Both renew every 2 s with the same 10 s deadline, so one interruption ends both at nearly the same time. */
const togetherMs = 60_000

/** Restarts longer ago are history. */
const recentMs = 3_600_000

/** Both controllers ended at once, as they do by design when API server or etcd are away longer than 10 s. */
export const controllersLeaseLost = defineRule({
  cause: 'controllers.lease-lost',
  severity: 'critical',
  targets: ['control-plane', 'cluster', 'node'],
  needs: ['leaderLease'],
  wants: ['controlPlanePod'],
  decide({ leaderLease, controlPlanePod }, { now, target }): Verdict {
    const manager = leadershipOf(leaderLease, 'kube-controller-manager', now)
    const scheduler = leadershipOf(leaderLease, 'kube-scheduler', now)
    if (manager.state === 'stopped' && scheduler.state === 'stopped') {
      const apartMs = Math.abs(manager.silentMs - scheduler.silentMs)
      if (apartMs > togetherMs) return { status: 'False' }
      return {
        status: 'True',
        confidence: 0.75,
        severity: target.kind === 'node' ? 'warning' : 'critical',
        summary:
          'kube-controller-manager and kube-scheduler stopped together and did not come back, as after an outage of API server or etcd',
        because: [
          leaderlessLine(manager),
          leaderlessLine(scheduler),
          because(`The two stopped ${spanText(apartMs)} apart`, manager.lease, scheduler.lease),
        ],
      }
    }
    const ended = endedTogether(controlPlanePod, now)
    if (!ended) return { status: 'False' }
    const leads = manager.state !== 'stopped' && scheduler.state !== 'stopped'
    return {
      status: 'True',
      confidence: 0.6,
      severity: leads ? 'info' : 'warning',
      summary: 'kube-controller-manager and kube-scheduler ended together: API server or etcd were away too long',
      because: ended,
    }
  },
  advice: () => [
    {
      do: 'What was away at that time? Look for the interruption in the log of API server and etcd',
      command:
        'grep -hE "took too long|slow fdatasync|lost leader|elected leader|Timeout" /var/log/pods/kube-system_{etcd,kube-apiserver}-*/*/*.log | tail -n 30',
      answers: [
        { if: '"slow fdatasync" or "took too long"', then: 'etcd is too slow: its disk, or the load' },
        { if: '"elected leader"', then: 'etcd changed its leader: network or disk of a member' },
        {
          if: 'kube-apiserver starts in it',
          then: 'the API server was restarted; the controllers should have come back by themselves',
        },
      ],
    },
    ...staticPodAdvice(
      'kube-controller-manager',
      'it is back; ask again in half a minute, and look at kube-scheduler in the same way',
      [
        {
          if: '"leaderelection lost"',
          then: 'as expected; if it is not started again, look at the kubelet of that node',
        },
        { if: 'another error in the last lines', then: 'that keeps it from coming back' },
      ],
    ),
  ],
})

/** Pods of both controllers whose containers ended with an error within a minute of one another. */
function endedTogether(pods: readonly Fact<'controlPlanePod'>[], now: EpochMs): readonly Because[] | undefined {
  const managers = recentEnds(pods, 'kube-controller-manager', now)
  const schedulers = recentEnds(pods, 'kube-scheduler', now)
  for (const manager of managers) {
    const scheduler = schedulers.find((other) => Math.abs(other.at - manager.at) <= togetherMs)
    if (scheduler) return [endLine(manager, now), endLine(scheduler, now)]
  }
  return undefined
}

interface End {
  readonly pod: Fact<'controlPlanePod'>
  readonly at: EpochMs
  readonly code: number
}

function recentEnds(pods: readonly Fact<'controlPlanePod'>[], component: string, now: EpochMs): readonly End[] {
  const own = pods.filter(({ value }) => value.component === component)
  return own.flatMap((pod) =>
    pod.value.containers.flatMap(({ lastFinishedAt: at, exitCode, lastExitCode }) => {
      const code = exitCode ?? lastExitCode ?? 0
      return at !== undefined && code !== 0 && now - at <= recentMs ? [{ pod, at, code }] : []
    }),
  )
}

function endLine({ pod, at, code }: End, now: EpochMs): Because {
  return because(`Pod ${pod.value.name} ended ${spanText(now - at)} ago with exit code ${code}`, pod)
}
