import type { EpochMs } from '../../evidence.ts'
import type { Fact } from '../../fact.ts'
import { type Heartbeat, heartbeatOf, heartbeatWants, silenceLines } from '../../heartbeat.ts'
import { hasJustJoined } from '../../just-joined.ts'
import { newestEvent } from '../../recent.ts'
import { type Advice, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { spanText } from '../../span.ts'
import { nodeNameOf } from '../../target.ts'
import { nodesNotReady, nodesNotReadySteps } from './nodes-not-ready.ts'

/** Ready is not True. A symptom: `False` is said by a living kubelet, `Unknown` by the node controller about a silent one. */
export const nodeNotReady = defineRule({
  cause: 'node.not-ready',
  severity: 'critical',
  targets: ['node', 'control-plane', 'cluster'],
  needs: [],
  needsOneOf: ['nodeCondition', 'event'],
  needsFor: { 'control-plane': ['siblingNode'], cluster: ['siblingNode'] },
  wants: [...heartbeatWants, 'event', 'nodeCondition', 'nodeIdentity', 'nodeMissing', 'siblingNode'],
  decide(facts, context): Verdict {
    const { now, target } = context
    if (target.kind !== 'node') return nodesNotReady(facts.siblingNode, context)
    const heartbeat = heartbeatOf(facts, now)
    const { ready, state, lease, silentMs } = heartbeat
    const node = nodeNameOf(target)
    if (!ready) return facts.nodeMissing.length > 0 ? { status: 'False' } : byEvents(node, facts.event, now)
    if (ready.value.status === 'True') {
      return state === 'silent' ? unmarked(node, heartbeat) : { status: 'False', fine: `${node} is Ready` }
    }
    const recovers = ready.value.status === 'Unknown' && state === 'beating'
    return {
      status: 'True',
      confidence: 1,
      severity: hasJustJoined(facts.nodeIdentity, now) ? 'info' : 'critical',
      summary: `${node} ${notReadyText(ready, now)}: ${wordsOf(ready)}`,
      because: [because(`Ready is ${ready.value.status} (${ready.value.reason})`, ready)],
      against: recovers
        ? [because(`The Lease was renewed ${spanText(silentMs ?? 0)} ago: it is coming back`, lease)]
        : [],
    }
  },
  advice: (context) => (context.target.kind === 'node' ? steps(context) : nodesNotReadySteps(context)),
})

/** For who may read Events and no Nodes: the node controller tells there when a node turns. */
function byEvents(node: string, events: readonly Fact<'event'>[], now: EpochMs): Verdict {
  const turns = events.filter(({ value }) => value.reason === 'NodeNotReady' || value.reason === 'NodeReady')
  const last = newestEvent(turns)
  if (last?.value.reason !== 'NodeNotReady') return { status: 'False' }
  return {
    status: 'True',
    confidence: 0.8,
    summary: `${node} turned NotReady ${spanText(now - last.value.lastAt)} ago, and no Event says that it came back`,
    because: [because(`${last.value.reason}: ${last.value.message}`, last)],
    against: [because('Its conditions could not be read')],
  }
}

/** Ready=True with a Lease that has run out: nobody has marked the node yet, or nobody is left to. */
function unmarked(node: string, heartbeat: Heartbeat): Verdict {
  return {
    status: 'True',
    confidence: 0.95,
    summary: `${node} has not reported for ${spanText(heartbeat.silentMs ?? 0)}, although Ready still says True`,
    because: silenceLines(heartbeat),
  }
}

function notReadyText({ value }: Fact<'nodeCondition'>, now: EpochMs): string {
  return value.changedAt === undefined ? 'is not Ready' : `has not been Ready for ${spanText(now - value.changedAt)}`
}

function wordsOf({ value }: Fact<'nodeCondition'>): string {
  if (value.reason === 'NodeStatusNeverUpdated') return 'its kubelet has never reported'
  if (value.status === 'Unknown') return 'its kubelet stopped reporting'
  return value.message === '' ? 'its kubelet says so without a reason' : `its kubelet says "${value.message}"`
}

function steps({ target }: RuleContext): readonly Advice[] {
  return [
    {
      do: 'See who says so, and why',
      command: `kubectl describe node ${nodeNameOf(target)} | sed -n '/^Conditions/,/^Addresses/p'`,
      answers: [
        { if: 'Ready is False', then: 'the kubelet lives and the message is its reason: runtime, PLEG or network' },
        { if: 'Ready is Unknown', then: 'nobody writes: machine off, kubelet dead, or the path between cut' },
      ],
    },
  ]
}
