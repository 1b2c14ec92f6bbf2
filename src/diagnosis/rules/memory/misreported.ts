import { conditionOf, conditionText } from '../../conditions.ts'
import { minutes, recentEvents } from '../../recent.ts'
import { type Advice, type Because, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { nodeNameOf } from '../../target.ts'
import { type MemoryState, memoryState } from './memory-state.ts'

/** The condition lasts up to 5 minutes longer than the shortage (evictionPressureTransitionPeriod); twice that is no echo. */
const echo = minutes(10)

/**
 * MemoryPressure is True although the node has plenty: the kubelet's figures are stale or wrong, or its threshold asks for
 * more than half of the machine. Either way pods are evicted for nothing.
 */
export const memoryMisreported = defineRule({
  cause: 'memory.misreported',
  severity: 'warning',
  targets: ['node'],
  needs: ['nodeCondition', 'kubeletStats'],
  wants: ['kubeletConfig', 'event', 'podEvent'],
  decide(facts, { now }): Verdict {
    const condition = conditionOf(facts.nodeCondition, 'MemoryPressure')
    const memory = memoryState(facts)
    if (condition?.value.status !== 'True' || !memory) return { status: 'False' }
    const lines = [memory.line, because(conditionText(condition), condition)]
    if (memory.below && memory.threshold?.excessive) return byThreshold(memory, lines)
    const killed = recentEvents([...facts.event, ...facts.podEvent], now, echo).some(({ value }) =>
      tellsOfShortage(value.message, value.reason),
    )
    const lasting = (condition.value.changedAt ?? now) < now - echo
    if (!lasting || killed || !isPlenty(memory)) return { status: 'False' }
    return {
      status: 'True',
      confidence: 0.65,
      summary: 'The kubelet reports MemoryPressure although the node has plenty of memory',
      because: lines,
      against: memory.threshold?.known ? [] : [because('Its own threshold could not be read and may be higher')],
    }
  },
  advice: steps,
})

function byThreshold({ threshold }: MemoryState, lines: readonly Because[]): Verdict {
  return {
    status: 'True',
    confidence: 0.75,
    summary: `The node is not short of memory: its eviction threshold (memory.available ${threshold?.text}) is what makes the pressure`,
    because: lines,
  }
}

/** A quarter of the memory, and twice what the threshold asks for. */
function isPlenty({ available, total, threshold }: MemoryState): boolean {
  return available > total / 4 && available > 2 * (threshold?.value ?? 0)
}

function tellsOfShortage(message: string, reason: string): boolean {
  return reason === 'SystemOOM' || /low on resource: memory|Attempting to reclaim memory/.test(message)
}

function steps({ target }: RuleContext): readonly Advice[] {
  return [
    {
      do: `Compare what the kubelet believes with what ${nodeNameOf(target)} has`,
      command: `kubectl get --raw /api/v1/nodes/${nodeNameOf(target)}/proxy/configz | grep -o '"eviction[^}]*}'; ssh ${nodeNameOf(target)} free -m`,
      answers: [
        {
          if: 'memory.available is a large share, e.g. 90 %',
          then: 'correct evictionHard or evictionSoft and restart the kubelet',
        },
        { if: 'the threshold is sensible and free shows plenty', then: 'its figures are wrong: restart the kubelet' },
        { if: 'free shows little', then: 'the shortage is real, or came back: see memory.node-oom' },
      ],
    },
    {
      do: 'Restart the kubelet if its figures are wrong',
      command: 'systemctl restart kubelet',
      risk: 'Running pods go on. The node may be NotReady for some seconds.',
    },
  ]
}
