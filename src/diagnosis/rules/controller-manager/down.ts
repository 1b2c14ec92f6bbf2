import type { Fact } from '../../fact.ts'
import { leaderlessLine, leadershipOf, writeKinds, writesOf } from '../../leadership.ts'
import { namesText } from '../../names-text.ts'
import { type Because, because, defineRule, type Verdict } from '../../rule.ts'
import { isSilent } from '../../silence.ts'
import { downLine, managedStep, staticPodAdvice, staticPodsOf } from '../../static-pod.ts'

/** No kube-controller-manager leads: nobody marks silent nodes, evicts, replaces pods or hands out pod ranges. */
export const controllerManagerDown = defineRule({
  cause: 'controller-manager.down',
  severity: 'critical',
  targets: ['node', 'control-plane', 'cluster'],
  needs: ['leaderLease'],
  wants: ['controlPlanePod', ...writeKinds],
  decide(facts, context): Verdict {
    const leadership = leadershipOf(facts.leaderLease, 'kube-controller-manager', context.now)
    if (leadership.state === 'unseen') return { status: 'False' }
    if (leadership.state === 'leads')
      return { status: 'False', fine: 'kube-controller-manager leads: its lease is fresh' }
    const pods = staticPodsOf(facts.controlPlanePod, 'kube-controller-manager', context.scope.sick)
    const { inside, outside } = writesOf(facts, context.now)
    const proof = inside ?? outside
    return {
      status: 'True',
      confidence: pods.up.length > 0 ? 0.7 : proof ? 0.9 : 0.5,
      severity: context.target.kind === 'node' ? 'warning' : 'critical',
      summary: 'No kube-controller-manager is at work: nodes are not marked, pods are neither evicted nor replaced',
      because: [
        leaderlessLine(leadership),
        ...(proof ? [because('Others write their leases, so API server and etcd take writes', proof)] : []),
        ...unmarkedLines(facts.siblingNode, context.now),
        ...pods.down.map(downLine),
      ],
      against: pods.up.map((pod) => because(`Pod ${pod.value.name} is ready: it may hang or wait for the lease`, pod)),
    }
  },
  advice: () => [
    ...staticPodAdvice(
      'kube-controller-manager',
      'it runs and does not lead: crictl logs --tail 30 <CONTAINER>. "error retrieving resource lock" → its way to the API server or its kubeconfig; nothing new → it hangs: crictl stop <CONTAINER>, the kubelet starts it again',
      [
        {
          if: '"leaderelection lost"',
          then: 'it could not renew in 10 s and ended by design: look at API server and etcd at that time',
        },
        {
          if: '"Unauthorized" or "certificate has expired"',
          then: 'kubeadm certs renew controller-manager.conf, then restart it',
        },
        { if: '"unknown flag" or a file that is not found', then: 'undo the last edit of its manifest' },
      ],
    ),
    managedStep,
  ],
})

/** Nodes that say Ready although their Lease has run out: there is nobody left to mark them. */
function unmarkedLines(siblings: readonly Fact<'siblingNode'>[], now: number): readonly Because[] {
  const unmarked = siblings.filter(({ value }) => value.ready === 'True' && isSilent(value, now))
  if (unmarked.length === 0) return []
  const names = unmarked.map(({ value }) => value.name)
  const text = `${namesText(names, 3)} still called Ready although the Lease has run out`
  return [because(text, ...unmarked.slice(0, 3))]
}
