import { conditionOf, conditionText } from '../../conditions.ts'
import type { Fact } from '../../fact.ts'
import { type AnyEvent, minutes, newestEvent, recentEvents } from '../../recent.ts'
import { type Advice, type Because, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { nodeNameOf } from '../../target.ts'
import { type MemoryState, memoryState } from './memory-state.ts'

/**
 * The node as a whole has too little memory: below the kubelet's threshold, or the kernel has killed for the whole host.
 * MemoryPressure alone is a symptom; a container at its own limit is another cause.
 */
export const memoryNodeOom = defineRule({
  cause: 'memory.node-oom',
  severity: 'critical',
  targets: ['node'],
  needs: ['nodeCondition'],
  wants: ['kubeletStats', 'kubeletConfig', 'event', 'podEvent'],
  decide(facts, { now, target }): Verdict {
    const condition = conditionOf(facts.nodeCondition, 'MemoryPressure')
    const pressing = condition?.value.status === 'True' ? condition : undefined
    const memory = memoryState(facts)
    const events = recentEvents([...facts.event, ...facts.podEvent], now, minutes(15))
    const killed = newestEvent(events.filter(({ value }) => value.reason === 'SystemOOM'))
    const level = confidenceOf({ memory, pressing, killed, evicted: evictedForMemory(events) })
    if (level === undefined) return { status: 'False', fine: memory?.line.text ?? fineText(condition) }
    return {
      status: 'True',
      confidence: level,
      severity: pressing || killed ? 'critical' : 'warning',
      summary: summaryOf(nodeNameOf(target), memory, killed),
      because: linesOf(memory, pressing, killed, evictedForMemory(events)),
      against: linesAgainst(memory, killed),
    }
  },
  advice: steps,
})

function fineText(condition: Fact<'nodeCondition'> | undefined): string | undefined {
  return condition?.value.status === 'False' ? 'MemoryPressure is False' : undefined
}

interface Signs {
  readonly memory: MemoryState | undefined
  readonly pressing: Fact<'nodeCondition'> | undefined
  readonly killed: AnyEvent | undefined
  readonly evicted: AnyEvent | undefined
}

function confidenceOf({ memory, pressing, killed, evicted }: Signs): number | undefined {
  const short = memory?.below === true && !memory.threshold?.excessive
  if (short && (pressing || killed)) return 0.95
  if (killed) return pressing ? 0.9 : 0.7
  if (short) return memory.threshold?.known ? 0.7 : 0.6
  // Statistics that show enough memory while the condition says otherwise belong to memory.misreported.
  return pressing && !memory && evicted ? 0.75 : undefined
}

function evictedForMemory(events: readonly AnyEvent[]): AnyEvent | undefined {
  return newestEvent(
    events.filter(({ value }) => /low on resource: memory|Attempting to reclaim memory/.test(value.message)),
  )
}

function summaryOf(node: string, memory: MemoryState | undefined, killed: AnyEvent | undefined): string {
  if (memory?.below) return `${node} is out of memory: ${memory.amounts}`
  return killed ? `The kernel killed processes because ${node} ran out of memory` : `${node} is out of memory`
}

function linesOf(
  memory: MemoryState | undefined,
  pressing: Fact<'nodeCondition'> | undefined,
  killed: AnyEvent | undefined,
  evicted: AnyEvent | undefined,
): readonly Because[] {
  return [
    ...(memory?.below ? [memory.line] : []),
    ...(killed ? [because(`SystemOOM: ${killed.value.message}`, killed)] : []),
    ...(pressing ? [because(conditionText(pressing), pressing)] : []),
    ...(evicted ? [because(`${evicted.value.reason}: ${evicted.value.message}`, evicted)] : []),
  ]
}

function linesAgainst(memory: MemoryState | undefined, killed: AnyEvent | undefined): readonly Because[] {
  if (!killed || memory?.below) return []
  const old = because('Kubelets before 1.16 report SystemOOM also for a container at its own limit')
  return memory ? [{ ...memory.line, text: `By now ${memory.line.text}` }, old] : [old]
}

function steps({ target }: RuleContext): readonly Advice[] {
  return [
    {
      do: `On ${nodeNameOf(target)}: see what the kernel killed, and for whom`,
      command: 'dmesg -T | grep -iE "out of memory|oom-kill:|killed process" | tail -20; free -m',
      answers: [
        { if: 'constraint=CONSTRAINT_NONE', then: 'the whole node ran out: go on' },
        {
          if: 'constraint=CONSTRAINT_MEMCG',
          then: 'one container or slice hit its own limit: raise that limit, the node is not short',
        },
        { if: 'nothing', then: 'the kubelet evicted in time: its threshold works' },
      ],
    },
    {
      do: 'See who takes the memory, pods and system daemons',
      command: `kubectl top pods -A --sort-by=memory | head -15; ssh ${nodeNameOf(target)} 'systemd-cgtop -b -n 1 -m --depth=2 | head -20'`,
      answers: [
        { if: 'a pod without a memory limit leads', then: 'give it a limit and a request, or move it' },
        { if: 'system.slice takes gigabytes', then: 'reserve memory for it: kubeReserved and systemReserved' },
        {
          if: 'requests add up to less than what is used',
          then: 'the node is overcommitted: raise requests or add nodes',
        },
      ],
    },
    {
      do: 'Give the node air',
      command: `kubectl cordon ${nodeNameOf(target)}`,
      risk: 'No new pods come; the present ones stay. Uncordon it afterwards.',
    },
  ]
}
