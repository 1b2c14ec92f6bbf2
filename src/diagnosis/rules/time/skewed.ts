import { clockSlackMs, heartbeatOf, heartbeatWants } from '../../heartbeat.ts'
import { type Advice, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { spanText } from '../../span.ts'
import { nodeNameOf } from '../../target.ts'

/** The node's clock is wrong: the times it writes lie ahead of the API server's, or behind while it is plainly alive. */
export const timeSkewed = defineRule({
  cause: 'time.skewed',
  severity: 'warning',
  targets: ['node'],
  needs: ['nodeLease'],
  wants: [...heartbeatWants, 'nodeCondition'],
  decide(facts, { now, target }): Verdict {
    const { state, lease, ready } = heartbeatOf(facts, now)
    if (!lease) return { status: 'False' }
    const aheadMs = lease.value.renewedAt - (lease.value.seenAt ?? now)
    const span = spanText(Math.abs(aheadMs))
    const node = nodeNameOf(target)
    if (aheadMs > clockSlackMs) {
      return {
        status: 'True',
        confidence: 0.9,
        summary: `The clock of ${node} is ${span} ahead of the control plane's`,
        because: [because(`The Lease was renewed ${span} in the future, by the API server's clock`, lease)],
      }
    }
    if (state !== 'clock-off') return { status: 'False' }
    const arrive = 'Yet a working controller-manager keeps the node Ready, so its renewals do arrive'
    return {
      status: 'True',
      confidence: 0.7,
      summary: `The clock of ${node} is ${span} behind the control plane's`,
      because: [
        because(`The Lease says that it was renewed ${span} ago`, lease),
        because(arrive, ready, ...facts.leaderLease),
      ],
    }
  },
  advice: steps,
})

function steps({ target }: RuleContext): readonly Advice[] {
  return [
    {
      do: `On ${nodeNameOf(target)}: compare the clock with its time source`,
      command: 'date -u; chronyc tracking || timedatectl timesync-status',
      answers: [
        {
          if: 'Leap status: Not synchronised, or no server',
          then: 'repair the time service or the path to its servers',
        },
        { if: 'a large System time offset', then: 'step the clock: `chronyc makestep`' },
        { if: 'synchronised and right', then: 'compare with the control-plane nodes: theirs may be wrong' },
      ],
    },
  ]
}
