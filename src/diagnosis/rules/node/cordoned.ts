import { newestEvent } from '../../recent.ts'
import { type Advice, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { spanText } from '../../span.ts'
import { nodeNameOf } from '../../target.ts'
import { nodesCordoned } from './nodes-cordoned.ts'

/** Somebody cordoned the node. Nothing is broken; it explains why nothing new is scheduled there. */
export const nodeCordoned = defineRule({
  cause: 'node.cordoned',
  severity: 'info',
  targets: ['node', 'cluster'],
  needs: ['nodeCordoned'],
  needsFor: { cluster: ['siblingNode'] },
  wants: ['event', 'nodeIdentity', 'nodeTaint', 'siblingNode'],
  decide(facts, { now, target }): Verdict {
    if (target.kind !== 'node') return nodesCordoned(facts.siblingNode)
    const [cordoned] = facts.nodeCordoned
    if (facts.nodeIdentity.length === 0) return { status: 'False' }
    if (!cordoned) return { status: 'False', fine: 'The node takes new pods: it is not cordoned' }
    const taint = facts.nodeTaint.find(({ value }) => value.key === 'node.kubernetes.io/unschedulable')
    const event = newestEvent(facts.event.filter(({ value }) => value.reason === 'NodeNotSchedulable'))
    const since = taint?.value.addedAt ?? event?.value.lastAt
    const when = since === undefined ? '' : ` ${spanText(now - since)} ago`
    return {
      status: 'True',
      confidence: 1,
      summary: `${nodeNameOf(target)} was cordoned${when}: running pods stay, no new ones come`,
      because: [because('.spec.unschedulable is true', cordoned, taint, event)],
    }
  },
  advice: steps,
})

function steps({ target }: RuleContext): readonly Advice[] {
  const node = nodeNameOf(target)
  return [
    {
      do: 'Find out who cordoned it and whether the work is done: maintenance, upgrade, autoscaler, a drain that stopped',
      command: `kubectl get node ${node} -o yaml --show-managed-fields | grep -B30 'f:unschedulable' | grep -E 'manager|time'`,
      answers: [
        { if: 'kubectl-cordon or kubectl-drain', then: 'a person did it: ask before you undo it' },
        {
          if: 'a controller (cluster-autoscaler, karpenter, machine-config)',
          then: 'it will finish by itself; look at its log',
        },
      ],
    },
    {
      do: 'When the work is done, let pods come back',
      command: `kubectl uncordon ${node}`,
      risk: 'Pods are scheduled here again at once.',
    },
  ]
}
