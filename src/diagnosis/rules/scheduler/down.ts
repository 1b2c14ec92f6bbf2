import type { EpochMs } from '../../evidence.ts'
import type { Fact } from '../../fact.ts'
import { leaderlessLine, leadershipOf, writeKinds, writesOf } from '../../leadership.ts'
import { type Because, because, defineRule, type Verdict } from '../../rule.ts'
import { spanText } from '../../span.ts'
import { downLine, managedStep, staticPodAdvice, staticPodsOf } from '../../static-pod.ts'

/** A scheduler looks at a new pod within a second or two; then it has a PodScheduled condition. */
const unseenMs = 15_000

/** No kube-scheduler leads: new pods stay Pending, without conditions and without Events. */
export const schedulerDown = defineRule({
  cause: 'scheduler.down',
  severity: 'critical',
  targets: ['node', 'control-plane', 'cluster'],
  needs: ['leaderLease'],
  wants: ['podPending', 'controlPlanePod', ...writeKinds],
  decide(facts, context): Verdict {
    const leadership = leadershipOf(facts.leaderLease, 'kube-scheduler', context.now)
    if (leadership.state === 'unseen') return { status: 'False' }
    if (leadership.state === 'leads') return { status: 'False', fine: 'kube-scheduler leads: its lease is fresh' }
    const pods = staticPodsOf(facts.controlPlanePod, 'kube-scheduler', context.scope.sick)
    const { inside, outside } = writesOf(facts, context.now)
    const proof = inside ?? outside
    const unseen = unseenLines(facts.podPending, context.now)
    return {
      status: 'True',
      confidence: unseen.length > 0 ? 0.95 : pods.up.length > 0 ? 0.7 : proof ? 0.9 : 0.5,
      severity: context.target.kind === 'node' ? 'warning' : 'critical',
      summary: 'No kube-scheduler is at work: new pods stay Pending',
      because: [
        leaderlessLine(leadership),
        ...(proof ? [because('Others write their leases, so API server and etcd take writes', proof)] : []),
        ...unseen,
        ...pods.down.map(downLine),
      ],
      against: pods.up.map((pod) => because(`Pod ${pod.value.name} is ready: it may hang or wait for the lease`, pod)),
    }
  },
  advice: () => [
    ...staticPodAdvice(
      'kube-scheduler',
      'it runs and does not lead: crictl logs --tail 30 <CONTAINER>. "error retrieving resource lock" → its way to the API server or its kubeconfig; nothing new → it hangs: crictl stop <CONTAINER>, the kubelet starts it again',
      [
        {
          if: '"leaderelection lost"',
          then: 'it could not renew in 10 s and ended by design: look at API server and etcd at that time',
        },
        {
          if: '"Unauthorized" or "certificate has expired"',
          then: 'kubeadm certs renew scheduler.conf, then restart it',
        },
        { if: 'a profile or configuration error', then: 'undo the last edit of its manifest or configuration file' },
      ],
    ),
    managedStep,
  ],
})

/** Pending pods that no scheduler ever looked at. */
function unseenLines(pods: readonly Fact<'podPending'>[], now: EpochMs): readonly Because[] {
  const unseen = pods.filter(({ value }) => !value.hasConditions && now - value.createdAt > unseenMs)
  const [first] = unseen
  if (!first) return []
  const { namespace, name, createdAt } = first.value
  const more = unseen.length > 1 ? ` (and ${unseen.length - 1} more)` : ''
  const text = `Pod ${namespace}/${name}${more}, ${spanText(now - createdAt)} old, has no condition at all: no scheduler saw it`
  return [because(text, ...unseen.slice(0, 3))]
}
