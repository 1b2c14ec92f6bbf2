import type { Fact } from '../../fact.ts'
import { type Advice, type Because, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { spanText } from '../../span.ts'
import { nodeNameOf } from '../../target.ts'
import { aboutNode } from './node-events.ts'

const uid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Clocks and the order of creation: pods of a static manifest are bound within this time of the Node. */
const slackMs = 60_000

/**
 * A Node of the same name existed before, with another UID: another machine, or the same one registered again. Nothing
 * is wrong with that by itself; pods that the earlier node never let go are.
 */
export const nodeReplaced = defineRule({
  cause: 'node.replaced',
  severity: 'info',
  targets: ['node'],
  needs: ['nodeIdentity'],
  wants: ['event', 'nodeLease', 'podOnNode'],
  decide(facts, { now, target }): Verdict {
    const [identity] = facts.nodeIdentity
    if (!identity) return { status: 'False' }
    const signs = [...eventsOfAnother(facts.event, identity), ...leaseOfAnother(facts.nodeLease, identity)]
    if (signs.length === 0) return { status: 'False' }
    const stuck = facts.podOnNode.filter((pod) => isLeftBehind(pod, identity, now))
    const age = spanText(now - identity.value.createdAt)
    return {
      status: 'True',
      confidence: 0.9,
      severity: stuck.length > 0 ? 'warning' : 'info',
      summary: `${nodeNameOf(target)} was registered anew ${age} ago: the earlier node of that name had another UID`,
      because: [
        ...signs,
        because(`The Node of now has UID ${identity.value.uid}`, identity),
        ...(stuck.length > 0
          ? [because(`${stuck.length} pods of the earlier node are stuck Terminating`, ...stuck)]
          : []),
      ],
    }
  },
  advice: steps,
})

/** The node controller puts the real UID into its Events; the kubelet puts the name there. */
function eventsOfAnother(events: readonly Fact<'event'>[], identity: Fact<'nodeIdentity'>): readonly Because[] {
  const others = aboutNode(events).filter(
    ({ value }) => uid.test(value.objectUid) && value.objectUid !== identity.value.uid,
  )
  const newest = others.at(-1)
  return newest ? [because(`Event ${newest.value.reason} is about the UID ${newest.value.objectUid}`, newest)] : []
}

function leaseOfAnother(leases: readonly Fact<'nodeLease'>[], identity: Fact<'nodeIdentity'>): readonly Because[] {
  return leases
    .filter(({ value }) => uid.test(value.ownerUid) && value.ownerUid !== identity.value.uid)
    .map((lease) => because(`The Lease belongs to a Node with UID ${lease.value.ownerUid}`, lease))
}

/** A pod older than the Node whose deletion nobody confirmed within its grace period. */
function isLeftBehind({ value }: Fact<'podOnNode'>, identity: Fact<'nodeIdentity'>, now: number): boolean {
  if (value.deletedAt === undefined || value.createdAt > identity.value.createdAt - slackMs) return false
  return now > value.deletedAt + slackMs
}

function steps({ target }: RuleContext): readonly Advice[] {
  const node = nodeNameOf(target)
  return [
    {
      do: 'See whether pods of the earlier node are left',
      command: `kubectl get pods -A --field-selector spec.nodeName=${node} | grep -E 'Terminating|Unknown'`,
      answers: [
        { if: 'nothing', then: 'there is nothing to do' },
        { if: 'pods stay Terminating', then: 'nobody confirms their end any more: next step' },
      ],
    },
    {
      do: 'Let go of pods whose machine is really gone',
      command: 'kubectl delete pod -n <namespace> <pod> --grace-period=0 --force',
      risk: 'If the earlier machine still runs, a StatefulSet pod may run twice and damage its data.',
    },
  ]
}
