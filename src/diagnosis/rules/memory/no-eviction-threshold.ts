import { evictionThreshold } from '../../eviction-threshold.ts'
import { minutes, recentEvents } from '../../recent.ts'
import { type Advice, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { nodeNameOf } from '../../target.ts'
import { memoryState } from './memory-state.ts'

/**
 * The kubelet has no `memory.available` threshold (some distributions set `evictionHard` without it, which switches the
 * default off): it never reports MemoryPressure and the kernel decides who dies. Mere information while there is memory.
 */
export const memoryNoEvictionThreshold = defineRule({
  cause: 'memory.no-eviction-threshold',
  severity: 'info',
  targets: ['node'],
  needs: ['kubeletConfig'],
  wants: ['kubeletStats', 'event'],
  decide(facts, { now, target }): Verdict {
    const config = facts.kubeletConfig[0]
    if (!config) return { status: 'False' }
    const memory = memoryState(facts)
    const threshold = evictionThreshold('memory.available', memory?.total ?? Number.MAX_SAFE_INTEGER, config.value)
    if (threshold)
      return { status: 'False', fine: `The kubelet evicts when memory.available falls below ${threshold.text}` }
    const killed = recentEvents(facts.event, now, minutes(60)).find(({ value }) => value.reason === 'SystemOOM')
    const scarce = memory && memory.available < memory.total * 0.03 ? memory : undefined
    return {
      status: 'True',
      confidence: 0.9,
      severity: killed || scarce ? 'warning' : 'info',
      summary: `The kubelet of ${nodeNameOf(target)} has no eviction threshold for memory: under pressure the kernel decides what dies`,
      because: [
        because('evictionHard has no memory.available', config),
        ...(killed ? [because(`SystemOOM: ${killed.value.message}`, killed)] : []),
        ...(scarce ? [scarce.line] : []),
      ],
    }
  },
  advice: steps,
})

function steps({ target }: RuleContext): readonly Advice[] {
  return [
    {
      do: `Set evictionHard with memory.available (100Mi or more) for the kubelet of ${nodeNameOf(target)}, together with its other thresholds, and restart it`,
      command: `kubectl get --raw /api/v1/nodes/${nodeNameOf(target)}/proxy/configz | grep -o '"evictionHard[^}]*}'`,
      answers: [
        {
          if: 'memory.available is missing',
          then: 'add it: naming any threshold switches the defaults of the others off',
        },
        { if: 'memory.available is there', then: 'it has been set since: nothing to do' },
      ],
    },
  ]
}
