import type { EpochMs } from '../../evidence.ts'
import type { Fact } from '../../fact.ts'
import { minutes, recentEvents } from '../../recent.ts'
import { type Advice, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { spanText } from '../../span.ts'
import { nodeNameOf } from '../../target.ts'
import { podCount, podLines } from './pod-lines.ts'

/** The pod broke its own limit: nothing about the node. */
const ownLimit =
  /exceeds the (local ephemeral storage )?limit|exceeded its|exceeds the total limit|container .* exceeded/i

/**
 * The kubelet evicted pods. Only the Event tells for sure: a pod whose process exits 0 when asked to stop ends Succeeded,
 * without a reason.
 */
export const podEvicted = defineRule({
  cause: 'pod.evicted',
  severity: 'warning',
  targets: ['node'],
  needs: ['podEvent'],
  wants: ['podOnNode', 'nodeCondition'],
  decide({ podOnNode, podEvent, nodeCondition }, { now }): Verdict {
    const told = recentEvents(podEvent, now, minutes(60))
      .filter(({ value }) => value.reason === 'Evicted')
      .sort((a, b) => b.value.lastAt - a.value.lastAt)
    const named = new Set(told.map(({ value }) => value.object))
    const marked = podOnNode.filter(({ value }) => {
      return value.reason === 'Evicted' && !named.has(`Pod/${value.namespace}/${value.name}`)
    })
    if (told.length + marked.length === 0) return { status: 'False', fine: 'No Evicted Event within the last hour' }
    const byNode = told.filter(({ value }) => !ownLimit.test(value.message))
    const shortage = shortageOf(nodeCondition)
    const fresh = byNode.some(({ value }) => value.lastAt > now - minutes(30))
    return {
      status: 'True',
      confidence: 0.95,
      severity: fresh && (shortage === 'goes on' || shortage === 'unread') ? 'warning' : 'info',
      summary: `${summaryOf(told.length + marked.length, byNode.length, marked.length)}${endOf(shortage, byNode, now)}`,
      because: podLines<Fact<'podEvent'> | Fact<'podOnNode'>>(
        [...byNode, ...told.filter((one) => !byNode.includes(one)), ...marked],
        lineOf,
      ),
    }
  },
  advice: steps,
})

type Shortage = 'goes on' | 'over' | 'unknown' | 'unread'

/**
 * A pressure condition outlasts the shortage by 5 min (the kubelet's `evictionPressureTransitionPeriod`), so a node where
 * none is True has stopped evicting; a silent kubelet evicts nothing either.
 */
function shortageOf(conditions: readonly Fact<'nodeCondition'>[]): Shortage {
  const statuses = conditions.filter(({ value }) => value.type.endsWith('Pressure')).map(({ value }) => value.status)
  if (statuses.length === 0) return 'unread'
  if (statuses.includes('True')) return 'goes on'
  return statuses.includes('Unknown') ? 'unknown' : 'over'
}

/** When it ended, if it did. `events` are sorted, the newest first. */
function endOf(shortage: Shortage, [last]: readonly Fact<'podEvent'>[], now: EpochMs): string {
  if (!last || shortage === 'goes on') return ''
  const ago = `, the last ${spanText(now - last.value.lastAt)} ago`
  return shortage === 'over' ? `${ago}; nothing is short any more` : ago
}

function summaryOf(all: number, byNode: number, unexplained: number): string {
  if (byNode > 0) return `The kubelet evicted ${podCount(byNode)} because the node was short of something`
  if (unexplained > 0) return `${podCount(all)} on the node were evicted, by now without an Event that says why`
  return `${podCount(all)} on the node broke their own limits and were evicted`
}

function lineOf(fact: Fact<'podEvent'> | Fact<'podOnNode'>): string {
  if (fact.kind === 'podEvent') return `${fact.value.object.replace('Pod/', '')}: ${fact.value.message.trim()}`
  return `${fact.value.namespace}/${fact.value.name} is ${fact.value.phase} with reason Evicted`
}

function steps({ target }: RuleContext): readonly Advice[] {
  return [
    {
      do: `See why the kubelet of ${nodeNameOf(target)} evicts (Events are kept for an hour)`,
      command: 'kubectl get events -A --field-selector reason=Evicted --sort-by=.lastTimestamp | tail -20',
      answers: [
        { if: '"low on resource: memory"', then: 'the node is short of memory: see memory.node-oom' },
        { if: '"low on resource: ephemeral-storage" or "inodes"', then: 'a disk is full: see disk.full' },
        { if: '"exceeds the limit"', then: 'the pod broke its own limit: raise it or fix the program' },
      ],
    },
  ]
}
