import { conditionOf, conditionText } from '../../conditions.ts'
import type { Fact, FactView } from '../../fact.ts'
import { type AnyEvent, lastReadyAt, minutes, recentEvents, recentLines } from '../../recent.ts'
import { type Because, because, type RuleContext } from '../../rule.ts'

/** What the runtime rules read. The Node must be known; everything else sharpens the answer. */
export const runtimeNeeds = ['nodeCondition'] as const
export const runtimeWants = [
  'nodeIdentity',
  'kubeletStats',
  'kubeletStatsFailed',
  'event',
  'podEvent',
  'logLine',
] as const

type RuntimeFacts = FactView<(typeof runtimeNeeds)[number] | (typeof runtimeWants)[number]>

/** How a call to the runtime's socket ends: nobody there, no answer, or another service than the CRI answers. */
type CallEnd = 'refused' | 'hung' | 'unserved'

/** Everything that speaks about the container runtime, sorted by what it says. */
export interface RuntimeSigns {
  /** The kubelet says Ready=False because its runtime is down. The same words for a stopped and a hung one. */
  readonly condition: readonly Because[]
  /** `containerd://Unknown`: the kubelet could not ask its runtime for its version. Comes half a minute before Ready=False. */
  readonly version: readonly Because[]
  readonly refused: readonly Because[]
  readonly hung: readonly Because[]
  readonly unserved: readonly Because[]
  /** Nobody writes the Ready condition: all of this is as old as the kubelet's last report. */
  readonly kubeletSilent: boolean
  readonly nodeReady: boolean
  /** Statistics that only the runtime can give have just come, and the kubelet knows its version. */
  readonly answers: boolean
}

/** Wording drifts between versions and runtimes; "container runtime network not ready" is about the CNI and must not match. */
const downInCondition =
  /container runtime is down|container runtime (is )?not ready|RuntimeReady=false|Cannot connect to the Docker daemon/i
const unserved = /unknown service runtime\.|code = Unimplemented|CRI v1 \S+ API is not implemented/i
const socket = /dial unix|docker daemon|\.sock\b/i
const nobodyThere = /connection refused|no such file or directory|is the docker daemon running/i
const noAnswer = /DeadlineExceeded|context deadline exceeded|operation timeout/i

/** Events in which the kubelet tells how its own calls to the runtime ended. Sandbox Events name a deadline for other reasons too. */
const housekeeping = ['ContainerGCFailed', 'ImageGCFailed', 'FreeDiskSpaceFailed']
const recently = minutes(6)

/** Sorts the facts. What the runtime does now beats Events and log lines of the last minutes: it may have been restarted. */
export function runtimeSigns(facts: RuntimeFacts, { now }: RuleContext): RuntimeSigns {
  const ready = conditionOf(facts.nodeCondition, 'Ready')
  const saidDown = ready && ready.value.status === 'False' && downInCondition.test(ready.value.message)
  const present = [...statsCalls(facts), ...conditionCalls(ready)]
  const answers = answersNow(facts)
  const calls = present.length > 0 || answers ? present : pastCalls(facts, ready, now)
  const ending = (end: CallEnd) => calls.filter((call) => call.end === end).map(({ line }) => line)
  return {
    condition: saidDown ? [because(conditionText(ready), ready)] : [],
    version: versionSigns(facts.nodeIdentity),
    refused: ending('refused'),
    hung: ending('hung'),
    unserved: ending('unserved'),
    kubeletSilent: ready?.value.status === 'Unknown',
    nodeReady: ready?.value.status === 'True',
    answers,
  }
}

interface Call {
  readonly end: CallEnd
  readonly line: Because
}

/** The image filesystem in the statistics comes from the runtime, live. */
function answersNow({ kubeletStats, nodeIdentity }: RuntimeFacts): boolean {
  return kubeletStats.some(({ value }) => value.imageFs) && versionSigns(nodeIdentity).length === 0
}

function versionSigns(identities: readonly Fact<'nodeIdentity'>[]): readonly Because[] {
  return identities
    .filter(({ value }) => /:\/\/unknown$/i.test(value.runtimeVersion))
    .map((fact) => because(`The kubelet could not read its runtime's version: ${fact.value.runtimeVersion}`, fact))
}

function statsCalls({ kubeletStatsFailed }: RuntimeFacts): readonly Call[] {
  return kubeletStatsFailed.flatMap((fact) => {
    const { hung, message } = fact.value
    const end = hung ? 'hung' : callEnd(message)
    return end ? [{ end, line: because(`Statistics of the kubelet: ${message}`, fact) }] : []
  })
}

function conditionCalls(ready: Fact<'nodeCondition'> | undefined): readonly Call[] {
  const end = ready?.value.status === 'False' ? callEnd(ready.value.message) : undefined
  return ready && end ? [{ end, line: because(conditionText(ready), ready) }] : []
}

/** What came before the node last turned Ready is over. */
function pastCalls(
  { event, podEvent, logLine }: RuntimeFacts,
  ready: Fact<'nodeCondition'> | undefined,
  now: number,
): readonly Call[] {
  const windowMs = Math.min(recently, now - lastReadyAt(ready, event))
  const events = recentEvents([...event, ...podEvent], now, windowMs).filter(tellsOfCall)
  const lines = recentLines(logLine, now, windowMs)
  const told = [
    ...events.map((fact) => ({ fact, text: fact.value.message, line: `${fact.value.reason}: ${fact.value.message}` })),
    ...lines.map((fact) => ({
      fact,
      text: fact.value.message,
      line: `${fact.value.component}: ${fact.value.message}`,
    })),
  ]
  const calls = told.flatMap(({ fact, text, line }) => {
    const end = callEnd(text)
    return end ? [{ end, line: because(line, fact) }] : []
  })
  return (['refused', 'hung', 'unserved'] as const).flatMap((end) => calls.filter((call) => call.end === end).slice(-2))
}

/** A pod's Event counts when it names the socket; its deadlines may be those of the CNI or of one container. */
function tellsOfCall({ value }: AnyEvent): boolean {
  return housekeeping.includes(value.reason) || callEnd(value.message) === 'refused'
}

function callEnd(text: string): CallEnd | undefined {
  if (unserved.test(text)) return 'unserved'
  if (socket.test(text) && nobodyThere.test(text)) return 'refused'
  return noAnswer.test(text) && /rpc error|docker|runtime|cri\b/i.test(text) ? 'hung' : undefined
}
