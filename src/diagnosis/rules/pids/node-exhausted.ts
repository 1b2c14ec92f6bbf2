import { conditionOf, conditionText } from '../../conditions.ts'
import { evictionThreshold } from '../../eviction-threshold.ts'
import type { Fact, FactView } from '../../fact.ts'
import { percentText } from '../../quantity.ts'
import { type AnyEvent, minutes, recentEvents, recentLines } from '../../recent.ts'
import { type Advice, type Because, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { nodeNameOf } from '../../target.ts'

/** From this share of all PIDs on, forks fail somewhere now and then. */
const nearlyAll = 0.95

/**
 * The host has no PIDs or threads left. PIDPressure comes only with a `pid.available` threshold, which is not set by
 * default: `PIDPressure=False` clears nothing, the numbers do.
 */
export const pidsNodeExhausted = defineRule({
  cause: 'pids.node-exhausted',
  severity: 'critical',
  targets: ['node'],
  needs: ['nodeCondition'],
  wants: ['kubeletStats', 'kubeletConfig', 'event', 'podEvent', 'logLine'],
  decide(facts, { now }): Verdict {
    const condition = conditionOf(facts.nodeCondition, 'PIDPressure')
    const pressing = condition?.value.status === 'True' ? condition : undefined
    const use = pidUse(facts)
    if (use && (use.share >= nearlyAll || (pressing && use.below))) return exhausted(use.share, use.line, pressing)
    if (use) return { status: 'False', fine: use.line.text }
    const forks = failedForks([
      ...recentEvents([...facts.event, ...facts.podEvent], now, minutes(15)),
      ...recentLines(facts.logLine, now, minutes(15)),
    ])
    return byWords(pressing, forks)
  },
  advice: steps,
})

interface PidUse {
  readonly share: number
  /** Below a threshold that asks for less than half of all PIDs. */
  readonly below: boolean
  readonly line: Because
}

function pidUse({ kubeletStats, kubeletConfig }: FactView<'kubeletStats' | 'kubeletConfig'>): PidUse | undefined {
  const stats = kubeletStats[0]
  const pids = stats?.value.pids
  if (!stats || !pids) return undefined
  const threshold = evictionThreshold('pid.available', pids.max, kubeletConfig[0]?.value)
  const share = pids.current / pids.max
  const below = threshold !== undefined && !threshold.excessive && pids.max - pids.current < threshold.value
  const text = `${pids.current} of ${pids.max} PIDs are in use (${percentText(share)})`
  return { share, below, line: because(text, stats, below ? kubeletConfig[0] : undefined) }
}

function exhausted(share: number, line: Because, pressure: Fact<'nodeCondition'> | undefined): Verdict {
  return {
    status: 'True',
    confidence: pressure ? 0.95 : 0.85,
    summary: `The node ${share >= nearlyAll ? 'has' : 'soon has'} no process ids left: ${line.text}`,
    because: [line, ...(pressure ? [because(conditionText(pressure), pressure)] : [])],
    against: pressure
      ? []
      : [because('PIDPressure is not True, which without a threshold (pid.available) means nothing')],
  }
}

/** Forks that fail in different programs are the host's limit; one program alone has its own. The xtables lock is no fork. */
function failedForks(told: readonly (AnyEvent | Fact<'logLine'>)[]): readonly (AnyEvent | Fact<'logLine'>)[] {
  const failing = told.filter(({ value }) => {
    const fork = /fork|newosproc|new OS thread|can't start new thread|pthread_create|clone/i.test(value.message)
    return fork && /resource temporarily unavailable|errno=11|EAGAIN|can't start new thread/i.test(value.message)
  })
  return failing.filter(({ value }) => !/iptables|xtables/i.test(value.message)).slice(-3)
}

function byWords(pressure: Fact<'nodeCondition'> | undefined, forks: readonly (AnyEvent | Fact<'logLine'>)[]): Verdict {
  const sources = new Set(forks.map((fact) => (fact.kind === 'logLine' ? fact.value.component : fact.value.object)))
  if (!pressure && sources.size < 2) return { status: 'False' }
  return {
    status: 'True',
    confidence: pressure ? (forks.length > 0 ? 0.85 : 0.55) : 0.6,
    summary: 'The node has (nearly) no process ids left',
    because: [
      ...(pressure ? [because(conditionText(pressure), pressure)] : []),
      ...forks.map((fact) => because(fact.value.message, fact)),
    ],
    against: [because('How many are in use could not be read')],
  }
}

function steps({ target }: RuleContext): readonly Advice[] {
  return [
    {
      do: `On ${nodeNameOf(target)}: count the threads and compare with the limits`,
      command:
        'ps -eTf | wc -l; sysctl kernel.pid_max kernel.threads-max; ps -eo nlwp,pid,comm --sort=-nlwp | head; ps -eo stat | grep -c ^Z',
      answers: [
        { if: 'the count is near pid_max', then: 'exhausted: the next lines name the program with the most threads' },
        { if: 'many Z (zombies)', then: 'their parent does not reap them: restart the parent' },
        {
          if: 'one container leads',
          then: 'delete its pod, then set podPidsLimit so that one pod cannot do this again',
        },
        {
          if: 'the count is far below',
          then: 'the limit is that of one cgroup (pids.max), or the threshold is unusual',
        },
      ],
    },
    {
      do: 'Gain time by raising the limit',
      command: 'sysctl -w kernel.pid_max=131072',
      risk: 'Only moves the wall: a leak fills it again.',
    },
  ]
}
