import type { EpochMs } from '../../evidence.ts'
import type { Fact } from '../../fact.ts'
import { minutes, newestEvent, recentEvents } from '../../recent.ts'
import { type Advice, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
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
  wants: ['podOnNode', 'nodeCondition', 'event'],
  decide({ podOnNode, podEvent, nodeCondition, event }, { now, target }): Verdict {
    const told = recentEvents(podEvent, now, minutes(60))
      .filter(({ value }) => value.reason === 'Evicted')
      .sort((a, b) => b.value.lastAt - a.value.lastAt)
    const named = new Set(told.map(({ value }) => value.object))
    const marked = podOnNode.filter(({ value }) => {
      return value.reason === 'Evicted' && !named.has(`Pod/${value.namespace}/${value.name}`)
    })
    if (told.length + marked.length === 0) return { status: 'False', fine: 'No Evicted Event within the last hour' }
    const byNode = told.filter(({ value }) => !ownLimit.test(value.message))
    const shortage = shortageOf(nodeCondition, event, byNode[0])
    const fresh = byNode.some(({ value }) => value.lastAt > now - minutes(30))
    return {
      status: 'True',
      confidence: 0.95,
      severity: fresh && (shortage === 'goes on' || shortage === 'unread') ? 'warning' : 'info',
      summary:
        byNode.length > 0
          ? shortText(nodeNameOf(target), byNode, shortage)
          : otherText(told.length + marked.length, marked.length),
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
 * none is True has stopped evicting; a silent kubelet evicts nothing either. Without the Node its Events tell the same.
 */
function shortageOf(
  conditions: readonly Fact<'nodeCondition'>[],
  events: readonly Fact<'event'>[],
  last: Fact<'podEvent'> | undefined,
): Shortage {
  const statuses = conditions.filter(({ value }) => value.type.endsWith('Pressure')).map(({ value }) => value.status)
  if (statuses.length === 0) return eventsSayOver(events, last) ? 'over' : 'unread'
  if (statuses.includes('True')) return 'goes on'
  return statuses.includes('Unknown') ? 'unknown' : 'over'
}

/** Of no pressure the newest Event says that it began, and one ended after the last eviction. */
function eventsSayOver(events: readonly Fact<'event'>[], last: Fact<'podEvent'> | undefined): boolean {
  const turns = ['DiskPressure', 'Memory', 'PID'].flatMap((ending) => {
    return newestEvent(events.filter(({ value }) => new RegExp(`^NodeHas\\w*${ending}$`).test(value.reason))) ?? []
  })
  const isEnd = ({ value }: Fact<'event'>) => /^NodeHas(No|Sufficient)/.test(value.reason)
  return last !== undefined && turns.every(isEnd) && turns.some(({ value }) => value.lastAt > last.value.lastAt)
}

/** `events` are sorted, the newest first. */
function shortText(node: string, events: readonly Fact<'podEvent'>[], shortage: Shortage): string {
  const [what, count, when] = [shortOf(events), podCount(events.length), whenText(events)]
  if (shortage === 'goes on') return `The kubelet evicts pods because ${node} is short of ${what}: ${count} ${when}`
  const end = shortage === 'over' ? '; nothing is short any more' : ''
  return `The kubelet evicted ${count} ${when} because ${node} was short of ${what}${end}`
}

/** What the Events name; the kubelet says "had condition: [DiskPressure]" of pods that it refused to start. */
const resources: readonly { readonly text: RegExp; readonly name: string }[] = [
  { text: /low on resource: memory|\[MemoryPressure\]/, name: 'memory' },
  { text: /low on resource: (\S*inodes\w*)/i, name: 'inodes' },
  { text: /low on resource: pids|\[PIDPressure\]/, name: 'process ids' },
  { text: /low on resource: ephemeral-storage|\[DiskPressure\]/, name: 'disk space' },
]

function shortOf(events: readonly Fact<'podEvent'>[]): string {
  const named = resources.filter(({ text }) => events.some(({ value }) => text.test(value.message)))
  return named.map(({ name }) => name).join(' and ') || 'something'
}

function whenText(events: readonly Fact<'podEvent'>[]): string {
  const first = timeText(Math.min(...events.map(({ value }) => value.firstAt)))
  const last = timeText(Math.max(...events.map(({ value }) => value.lastAt)))
  return first === last ? `at ${first} UTC` : `from ${first} to ${last} UTC`
}

/** `21:04`. */
function timeText(at: EpochMs): string {
  return new Date(at).toISOString().slice(11, 16)
}

function otherText(all: number, unexplained: number): string {
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
