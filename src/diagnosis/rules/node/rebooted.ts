import type { EpochMs } from '../../evidence.ts'
import type { Fact } from '../../fact.ts'
import { heartbeatOf, heartbeatWants } from '../../heartbeat.ts'
import { minutes, newestEvent } from '../../recent.ts'
import { type Advice, type Because, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { spanText } from '../../span.ts'
import { nodeNameOf } from '../../target.ts'
import { aboutNode } from './node-events.ts'

/** A boot longer ago than this does not belong to trouble of now. */
const recentMs = minutes(30)

/** The machine restarted: the kubelet says so (a new boot id), or its statistics do. A restarted kubelet alone does not. */
export const nodeRebooted = defineRule({
  cause: 'node.rebooted',
  severity: 'critical',
  targets: ['node'],
  needs: ['event'],
  wants: [...heartbeatWants, 'nodeCondition', 'nodeIdentity', 'kubeletStats'],
  decide(facts, context): Verdict {
    const { now } = context
    const events = aboutNode(facts.event).filter(({ value }) => value.reason === 'Rebooted')
    const booted = bootOf(newestEvent(events), facts.kubeletStats[0], facts.nodeIdentity[0])
    if (!booted || now - booted.at > recentMs) {
      return { status: 'False', fine: `No reboot in the last ${spanText(recentMs)}` }
    }
    const { ready, state } = heartbeatOf(facts, now)
    const isBack = ready?.value.status === 'True' && state !== 'silent'
    const times = events.reduce((sum, { value }) => sum + value.count, 0)
    return {
      status: 'True',
      confidence: booted.confidence(isBack, state === 'silent'),
      severity: severityOf(isBack, times),
      summary: summaryOf(nodeNameOf(context.target), now - booted.at, isBack, times),
      because: [booted.line],
      against: state === 'silent' ? [because('The kubelet reported after that boot and fell silent later', ready)] : [],
    }
  },
  advice: steps,
})

interface Boot {
  readonly at: EpochMs
  readonly line: Because
  readonly confidence: (isBack: boolean, isSilent: boolean) => number
}

function bootOf(
  event: Fact<'event'> | undefined,
  stats: Fact<'kubeletStats'> | undefined,
  identity: Fact<'nodeIdentity'> | undefined,
): Boot | undefined {
  if (event) {
    const line = because(`The kubelet reported after the boot: ${event.value.message}`, event)
    return { at: event.value.lastAt, line, confidence: (isBack, isSilent) => (isSilent ? 0.5 : isBack ? 0.95 : 0.8) }
  }
  const startedAt = stats?.value.nodeStartedAt
  const isNewNode = startedAt !== undefined && identity !== undefined && startedAt < identity.value.createdAt
  if (startedAt === undefined || isNewNode) return undefined
  const line = because(
    'The machine started after its Node was created, say the statistics of its kubelet',
    stats,
    identity,
  )
  return { at: startedAt, line, confidence: (isBack) => (isBack ? 0.85 : 0.7) }
}

/** Ready again is no trouble any more, unless it keeps happening. */
function severityOf(isBack: boolean, times: number): 'critical' | 'warning' | 'info' {
  if (!isBack) return 'critical'
  return times >= 3 ? 'warning' : 'info'
}

function summaryOf(node: string, agoMs: number, isBack: boolean, times: number): string {
  const often = times >= 3 ? `, ${times} times within the hour` : ''
  const since = isBack ? ' and is Ready again' : ' and is not back in order'
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
