import { heartbeatOf, heartbeatWants } from '../../heartbeat.ts'
import { hasJustJoined } from '../../just-joined.ts'
import { minutes, recentLines } from '../../recent.ts'
import { type Advice, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { nodeNameOf } from '../../target.ts'

/** Old: `node "node-3" not found`. New: `"Error getting node" err="node \"node-3\" not found"`. */
const notFound = /\bnodes? \\?"[^"\\]+\\?" not found/i

/** The kubelet tries its Lease every 7 s at least (client-go's backoff there): older lines were answered since. */
const goesOnMs = minutes(3)

/**
 * The kubelet cannot find its own Node. A flood of this is an effect of whatever keeps it from the API server; a Lease
 * that is renewed says that it is over.
 */
export const kubeletNodeNotFound = defineRule({
  cause: 'kubelet.node-not-found',
  severity: 'warning',
  targets: ['node'],
  needs: ['logLine'],
  wants: [...heartbeatWants, 'nodeCondition', 'nodeIdentity'],
  decide(facts, { now, target }): Verdict {
    const fine = 'The kubelet knows its Node'
    if (heartbeatOf(facts, now).state === 'beating') return { status: 'False', fine }
    // A kubelet that registers looks for its Node before there is one.
    if (hasJustJoined(facts.nodeIdentity, now)) return { status: 'False' }
    const lines = recentLines(facts.logLine, now, goesOnMs).filter(
      ({ value }) => value.component === 'kubelet' && notFound.test(value.message),
    )
    const last = lines.at(-1)
    if (!last) return { status: 'False', fine }
    return {
      status: 'True',
      confidence: 0.9,
      summary: `The kubelet on ${nodeNameOf(target)} does not find its own Node (${lines.length === 1 ? 'one line' : `${lines.length} lines`} of its log)`,
      because: [because(`The kubelet logs: ${last.value.message}`, last)],
    }
  },
  advice: steps,
})

function steps({ target }: RuleContext): readonly Advice[] {
  const node = nodeNameOf(target)
  return [
    {
      do: 'See whether the Node exists, and what came before the first such line in the kubelet log',
      command: `kubectl get node ${node}; ssh ${node} "journalctl -u kubelet --no-pager | grep -m1 -B20 'not found'"`,
      answers: [
        { if: 'NotFound', then: 'the Node was deleted, or the kubelet could not register: node.object-deleted' },
        { if: 'connection refused, i/o timeout before it', then: 'the API server or the path to it: look there first' },
        {
          if: 'Unauthorized or forbidden before it',
          then: 'its credentials: kubelet.certificate-expired, kubelet.name-mismatch',
        },
      ],
    },
  ]
}
