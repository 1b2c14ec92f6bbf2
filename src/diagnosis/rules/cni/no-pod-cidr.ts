import { conditionOf, conditionText } from '../../conditions.ts'
import type { Fact, FactView } from '../../fact.ts'
import { hasJustJoined } from '../../just-joined.ts'
import { minutes, newestEvent, recentEvents } from '../../recent.ts'
import { type Advice, type Because, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { nodeNameOf } from '../../target.ts'
import { brokenContainer, containerText, needsPodCidr, networkAgents } from './network-agent.ts'

const words =
  /pod ?cidr (is )?not (assigned|set|available)|no pod ?cidr|lack of PodCIDR|node.* doesn't have a pod ?cidr/i

/**
 * The Node has no `.spec.podCIDR` although something here waits for one. Many networks (Cilium, Calico, the clouds' own)
 * manage ranges elsewhere and leave the field empty for good: empty alone is no fault.
 */
export const cniNoPodCidr = defineRule({
  cause: 'cni.no-pod-cidr',
  severity: 'critical',
  targets: ['node'],
  needs: ['nodeIdentity'],
  wants: ['nodeCondition', 'event', 'podEvent', 'podOnNode'],
  decide(facts, { now }): Verdict {
    const identity = facts.nodeIdentity[0]
    if (!identity || hasJustJoined(facts.nodeIdentity, now)) return { status: 'False' }
    if (identity.value.podCidr !== '')
      return { status: 'False', fine: `The node has its pod range ${identity.value.podCidr}` }
    const told = toldLines(facts, now)
    const waiting = told.length > 0 ? [] : waitingAgents(facts.podOnNode)
    if (told.length + waiting.length === 0) return { status: 'False' }
    return {
      status: 'True',
      confidence: told.length > 0 ? 0.9 : 0.6,
      summary: 'The Node has no pod address range (.spec.podCIDR), and its network waits for one',
      because: [because('.spec.podCIDR is empty', identity), ...told, ...waiting],
    }
  },
  advice: steps,
})

/** The controller says that no range is free, or somebody says that there is none. */
function toldLines(
  { event, podEvent, nodeCondition }: FactView<'event' | 'podEvent' | 'nodeCondition'>,
  now: number,
): readonly Because[] {
  const told = newestEvent(
    recentEvents([...event, ...podEvent], now, minutes(60)).filter(({ value }) => {
      return value.reason === 'CIDRNotAvailable' || words.test(value.message)
    }),
  )
  const ready = conditionOf(nodeCondition, 'Ready')
  return [
    ...(told ? [because(`${told.value.reason}: ${told.value.message}`, told)] : []),
    ...(ready?.value.status === 'False' && words.test(ready.value.message)
      ? [because(conditionText(ready), ready)]
      : []),
  ]
}

function waitingAgents(pods: readonly Fact<'podOnNode'>[]): readonly Because[] {
  return networkAgents(pods)
    .filter(needsPodCidr)
    .flatMap((pod) => {
      const broken = brokenContainer(pod.value)
      const why = broken?.state === 'running' ? undefined : broken
      return why ? [because(`${pod.value.namespace}/${pod.value.name}: ${containerText(why)}`, pod)] : []
    })
}

function steps({ target }: RuleContext): readonly Advice[] {
  const node = nodeNameOf(target)
  return [
    {
      do: 'Compare with the other nodes, then with what the controller-manager may give',
      command: `kubectl get nodes -o custom-columns=NAME:.metadata.name,CIDR:.spec.podCIDR; kubectl get events -A --field-selector involvedObject.name=${node},reason=CIDRNotAvailable; kubectl -n kube-system get pods -l component=kube-controller-manager -o yaml | grep -E 'cluster-cidr|allocate-node-cidrs|node-cidr-mask'`,
      answers: [
        {
          if: 'only this node has none',
          then: 'CIDRNotAvailable means that the range is used up: remove dead Nodes, or use a wider cluster-cidr',
        },
        { if: 'no new node has one', then: 'the controller-manager does not work: see controller-manager.down' },
        {
          if: 'no node has one',
          then: 'allocate-node-cidrs is off: set it with cluster-cidr, or let the network manage its ranges',
        },
      ],
    },
    {
      do: 'If the range is known and free, set it by hand',
      command: `kubectl patch node ${node} -p '{"spec":{"podCIDR":"<range>","podCIDRs":["<range>"]}}'`,
      risk: 'Cannot be changed afterwards without deleting the Node; a range that is in use breaks routing.',
    },
  ]
}
