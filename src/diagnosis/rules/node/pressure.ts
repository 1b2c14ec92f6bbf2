import { conditionText } from '../../conditions.ts'
import { evictionThreshold } from '../../eviction-threshold.ts'
import type { Fact, FactView } from '../../fact.ts'
import { type Advice, type Because, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { spanText } from '../../span.ts'
import { nodeNameOf } from '../../target.ts'
import { roomsOf, thresholdText } from '../disk/filesystems.ts'
import { memoryState } from '../memory/memory-state.ts'
import { nodesUnderPressure } from './nodes-under-pressure.ts'

/** MemoryPressure, DiskPressure or PIDPressure: the kubelet evicts pods and takes no new ones, while Ready stays True. */
export const nodePressure = defineRule({
  cause: 'node.pressure',
  severity: 'warning',
  targets: ['node', 'cluster'],
  needs: ['nodeCondition'],
  needsFor: { cluster: ['siblingSurvey'] },
  wants: ['kubeletStats', 'kubeletConfig', 'siblingPressure', 'siblingSurvey'],
  decide(facts, context): Verdict {
    if (context.target.kind !== 'node') return nodesUnderPressure(facts, context)
    const { now } = context
    const pressing = facts.nodeCondition.filter(({ value }) => /^(Memory|Disk|PID)Pressure$/.test(value.type))
    const raised = pressing.filter(({ value }) => value.status === 'True')
    if (raised.length === 0) {
      const known = pressing.length > 0 && pressing.every(({ value }) => value.status === 'False')
      return { status: 'False', fine: known ? 'No memory, disk or PID pressure' : undefined }
    }
    return {
      status: 'True',
      confidence: 0.98,
      summary: `The node reports ${raised.map(({ value }) => value.type).join(' and ')}: pods are evicted and new ones refused`,
      because: [...raised.map((fact) => because(`${conditionText(fact)}${sinceText(fact, now)}`, fact))],
      against: oddThresholds(raised, facts),
    }
  },
  advice: steps,
})

function sinceText({ value }: Fact<'nodeCondition'>, now: number): string {
  return value.changedAt === undefined ? '' : ` since ${spanText(now - value.changedAt)}`
}

/** A threshold above half of the capacity makes pressure on a node that has plenty. */
function oddThresholds(
  raised: readonly Fact<'nodeCondition'>[],
  facts: FactView<'kubeletStats' | 'kubeletConfig'>,
): readonly Because[] {
  const has = (type: string) => raised.some(({ value }) => value.type === type)
  const memory = has('MemoryPressure') ? memoryState(facts) : undefined
  const rooms = has('DiskPressure') ? roomsOf(facts).filter(({ low }) => low) : []
  const lines = [...(memory ? [memory] : []), ...rooms].filter(({ threshold }) => threshold?.excessive)
  return [...lines.map(({ line }) => line), ...(has('PIDPressure') ? oddPidThreshold(facts) : [])]
}

function oddPidThreshold({
  kubeletStats,
  kubeletConfig,
}: FactView<'kubeletStats' | 'kubeletConfig'>): readonly Because[] {
  const stats = kubeletStats[0]
  const pids = stats?.value.pids
  const threshold = pids && evictionThreshold('pid.available', pids.max, kubeletConfig[0]?.value)
  if (!pids || !threshold?.excessive) return []
  const text = `${pids.current} of ${pids.max} PIDs are in use; ${thresholdText(threshold)}`
  return [because(text, stats, kubeletConfig[0])]
}

function steps({ target }: RuleContext): readonly Advice[] {
  const node = nodeNameOf(target)
  return [
    {
      do: 'Compare what is left with the thresholds of the kubelet',
      command: `kubectl get --raw /api/v1/nodes/${node}/proxy/configz | grep -o '"eviction[^}]*}'; kubectl describe node ${node} | grep Pressure`,
      answers: [
        {
          if: 'a threshold is above half of what there is',
          then: 'it is a mistake: correct evictionHard and restart the kubelet',
        },
        {
          if: 'the thresholds are sensible',
          then: 'free what is short: disk (df -h, df -i), memory (free -m) or PIDs (ps -eTf | wc -l)',
        },
        { if: 'the condition is False by now', then: 'it is over: look at the Evicted Events for what it cost' },
      ],
    },
  ]
}
