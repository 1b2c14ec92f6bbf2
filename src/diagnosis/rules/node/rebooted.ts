import { conditionOf } from '../../conditions.ts'
import type { Fact } from '../../fact.ts'
import { type Heartbeat, heartbeatOf, heartbeatWants } from '../../heartbeat.ts'
import { minutes, newestEvent, recentEvents } from '../../recent.ts'
import {
  type Advice,
  type Because,
  because,
  defineRule,
  type RuleContext,
  type Severity,
  type Verdict,
} from '../../rule.ts'
import { spanText } from '../../span.ts'
import { nodeNameOf } from '../../target.ts'
import { aboutNode } from './node-events.ts'
import { nodesRebooted } from './nodes-rebooted.ts'

/** A boot longer ago than this does not belong to trouble of now. */
const recentMs = minutes(30)

/** The machine restarted: the kubelet says so when it meets a new boot id. A restarted kubelet alone does not. */
export const nodeRebooted = defineRule({
  cause: 'node.rebooted',
  severity: 'critical',
  targets: ['node', 'cluster'],
  needs: ['event'],
  wants: [...heartbeatWants, 'nodeCondition', 'nodeIdentity'],
  decide(facts, context): Verdict {
    const { now } = context
    const events = aboutNode(facts.event).filter(({ value }) => value.reason === 'Rebooted')
    const newest = newestEvent(events)
    if (context.target.kind !== 'node') return nodesRebooted(recentEvents(events, now, recentMs), context)
    if (!newest || now - newest.value.lastAt > recentMs) {
      return { status: 'False', fine: `No reboot in the last ${spanText(recentMs)}` }
    }
    const after = stateOf(heartbeatOf(facts, now))
    const times = events.reduce((sum, { value }) => sum + value.count, 0)
    return {
      status: 'True',
      confidence: confidences[after],
      severity: severityOf(after, times),
      summary: summaryOf(nodeNameOf(context.target), now - newest.value.lastAt, after, times),
      because: [bootLine(newest, facts.nodeIdentity[0])],
      against: againstLines(after, facts.nodeCondition),
    }
  },
  advice: steps,
})

/** How the node fares after the boot: `explained` its kubelet lives and says itself why it is not Ready. */
type After = 'back' | 'explained' | 'away' | 'silent'

const confidences: Readonly<Record<After, number>> = { back: 0.95, explained: 0.6, away: 0.8, silent: 0.5 }

function stateOf({ ready, state }: Heartbeat): After {
  if (state === 'silent') return 'silent'
  if (ready?.value.status === 'True') return 'back'
  return ready?.value.status === 'False' && ready.value.message !== '' ? 'explained' : 'away'
}

function bootLine(event: Fact<'event'>, identity: Fact<'nodeIdentity'> | undefined): Because {
  const bootId = identity?.value.bootId
  const isPresent = bootId !== undefined && bootId !== '' && event.value.message.includes(bootId)
  return because(`The kubelet reported after the boot: ${event.value.message}`, event, isPresent ? identity : undefined)
}

function againstLines(after: After, conditions: readonly Fact<'nodeCondition'>[]): readonly Because[] {
  const ready = conditionOf(conditions, 'Ready')
  if (after === 'silent') return [because('The kubelet reported after that boot and fell silent later', ready)]
  if (after !== 'explained') return []
  return [because('The kubelet runs again and names what keeps the node from being Ready', ready)]
}

/** Ready again is no trouble any more, unless it keeps happening; what the kubelet names is nearer than the boot. */
function severityOf(after: After, times: number): Severity {
  if (after === 'back') return times >= 3 ? 'warning' : 'info'
  return after === 'explained' ? 'warning' : 'critical'
}

function summaryOf(node: string, agoMs: number, after: After, times: number): string {
  const often = times >= 3 ? `, ${times} times within the hour` : ''
  const since = after === 'back' ? ' and is Ready again' : ' and is not back in order'
  return `${node} rebooted ${spanText(agoMs)} ago${often}${since}`
}

function steps({ target }: RuleContext): readonly Advice[] {
  return [
    {
      do: `On ${nodeNameOf(target)}: read how the previous boot ended`,
      command: 'journalctl -b -1 -n 60 --no-pager; last -x reboot shutdown | head',
      answers: [
        {
          if: 'systemd-shutdown, "Reached target Reboot"',
          then: 'an orderly reboot: a person, an upgrade or a reboot daemon',
        },
        {
          if: 'kernel panic, "soft lockup", "hung_task"',
          then: 'the kernel failed: keep the trace, look for a kernel update',
        },
        {
          if: 'it ends in the middle of ordinary lines',
          then: 'power or hypervisor: BMC event log, provider maintenance',
        },
        { if: 'out of memory lines before the end', then: 'the machine ran out of memory: memory.node-oom' },
      ],
    },
    {
      do: 'If it is not Ready yet: see what did not come up after the boot',
      command: 'systemctl --failed --no-pager; systemctl status kubelet containerd --no-pager | head -20',
      answers: [
        { if: 'kubelet or runtime failed', then: 'read its journal; a damaged state after power loss is common' },
        { if: 'nothing failed', then: 'wait two minutes: network plugin and images come last' },
      ],
    },
  ]
}
