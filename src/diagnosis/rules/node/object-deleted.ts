import type { Fact } from '../../fact.ts'
import { newestEvent } from '../../recent.ts'
import { type Advice, type Because, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { spanText } from '../../span.ts'
import { nodeNameOf } from '../../target.ts'
import { aboutNode } from './node-events.ts'

/**
 * The Node object is gone although there was one: its Events, its pods or a running Lease are still there. The kubelet
 * does not register again by itself, only when it restarts. Without any trace the name was probably mistyped.
 */
export const nodeObjectDeleted = defineRule({
  cause: 'node.object-deleted',
  severity: 'critical',
  targets: ['node'],
  needs: ['nodeMissing'],
  wants: ['event', 'nodeLease', 'podOnNode'],
  decide(facts, { now, target }): Verdict {
    const [missing] = facts.nodeMissing
    if (!missing) return { status: 'False' }
    const traces = tracesOf(facts, now)
    if (traces.length === 0) return { status: 'False' }
    const node = nodeNameOf(target)
    return {
      status: 'True',
      confidence: Math.max(...traces.map(({ confidence }) => confidence)),
      summary: `The Node object ${node} was deleted; a kubelet that still runs there does not register again by itself`,
      because: [because(`The API server knows no node ${node}`, missing), ...traces.map(({ line }) => line)],
    }
  },
  advice: steps,
})

interface Trace {
  readonly line: Because
  readonly confidence: number
}

function tracesOf(
  facts: {
    readonly event: readonly Fact<'event'>[]
    readonly nodeLease: readonly Fact<'nodeLease'>[]
    readonly podOnNode: readonly Fact<'podOnNode'>[]
  },
  now: number,
): readonly Trace[] {
  const traces: Trace[] = []
  const lease = facts.nodeLease.find(
    ({ value }) => (value.seenAt ?? now) - value.renewedAt <= value.durationSeconds * 1000,
  )
  if (lease) {
    const text = `Its kubelet lives: it renewed the Lease ${spanText(now - lease.value.renewedAt)} ago`
    traces.push({ line: because(text, lease), confidence: 0.95 })
  }
  const events = aboutNode(facts.event)
  const removal = newestEvent(events.filter(({ value }) => /^(RemovingNode|DeletingNode)$/.test(value.reason)))
  if (removal) traces.push({ line: because(eventText(removal, now), removal), confidence: 0.9 })
  const last = newestEvent(events)
  if (last && !removal) traces.push({ line: because(eventText(last, now), last), confidence: 0.8 })
  const pods = facts.podOnNode
  if (pods.length > 0)
    traces.push({ line: because(`${pods.length} pods are still bound to it`, ...pods), confidence: 0.85 })
  return traces
}

function eventText({ value }: Fact<'event'>, now: number): string {
  return `Event of ${spanText(now - value.lastAt)} ago, so there was such a node: ${value.message}`
}

function steps({ target }: RuleContext): readonly Advice[] {
  const node = nodeNameOf(target)
  return [
    {
      do: 'Find out who deleted it: an autoscaler and a cloud controller delete Nodes whose machine is gone',
      command: `kubectl get events -A --field-selector involvedObject.kind=Node,involvedObject.name=${node}`,
      answers: [
        {
          if: 'DeletingNode … does not exist in the cloud provider',
          then: 'the machine is gone too: nothing to repair here',
        },
        { if: 'only RemovingNode', then: 'a person or tool deleted the object: go on with the next step' },
      ],
    },
    {
      do: `If the machine should serve: on ${node}, restart the kubelet, which registers the node again`,
      command: 'systemctl restart kubelet',
      risk: 'Labels, taints and a cordon that were set by hand are lost, and the node takes pods at once.',
    },
    {
      do: 'If the machine should go: switch it off, so that its containers do not run on beside their replacements',
      command: 'systemctl disable --now kubelet && crictl stopp $(crictl pods -q)',
      risk: 'Stops every container on the machine.',
    },
  ]
}
