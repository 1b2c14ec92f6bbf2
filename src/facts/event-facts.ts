import type { EventsData, SlimEvent } from '../collectors/event-list.ts'
import type { Evidence } from '../diagnosis/evidence.ts'
import type { Fact, Moment } from '../diagnosis/fact.ts'

/** Events as facts, each with its line in the timeline. */
export function eventFacts(
  kind: 'event' | 'podEvent',
  { source, finishedAt, data }: Evidence<EventsData>,
): readonly Fact[] {
  return data.events.map((event): Fact => {
    const { name, host, ...value } = event
    const from = { source, readAt: finishedAt, ref: `Event ${name} (${event.reason}) about ${event.object}` }
    return { kind, value, from, moment: eventMoment(event) }
  })
}

/** A series is one line, at its last occurrence. */
function eventMoment(event: SlimEvent): Moment {
  const times = event.count > 1 ? ` (×${event.count})` : ''
  const subject = event.object.startsWith('Node/') ? '' : `${event.object}: `
  return { at: event.lastAt, text: `${subject}${event.reason}${times}: ${event.message}`, tone: toneOf(event) }
}

/** Node trouble is often of type Normal, so the type says little; the reasons are the kubelet's and the node controller's. */
const abnormalReasons: ReadonlySet<string> = new Set([
  'ContainerGCFailed',
  'DeletingAllPods',
  'DeletingNode',
  'Evicted',
  'EvictionThresholdMet',
  'FailedCreatePodSandBox',
  'FreeDiskSpaceFailed',
  'ImageGCFailed',
  'KubeletSetupFailed',
  'NodeHasDiskPressure',
  'NodeHasInsufficientMemory',
  'NodeHasInsufficientPID',
  'NodeNotReady',
  'NodeShutdown',
  'OOMKilling',
  'Rebooted',
  'RemovingNode',
  'Shutdown',
  'SystemOOM',
])

/**
 * Seen at every start of a kubelet: warnings that nobody has to follow. A pod's own trouble (back-off, failed probes)
 * may be older than the node's and does not begin it.
 */
const harmlessWarnings: ReadonlySet<string> = new Set(['CgroupV1', 'InvalidDiskCapacity', 'CheckLimitsForResolvConf'])

function toneOf({ reason, type, object }: SlimEvent): Moment['tone'] {
  if (reason === 'NodeReady') return 'healthy'
  if (abnormalReasons.has(reason)) return 'abnormal'
  if (!object.startsWith('Node/') || harmlessWarnings.has(reason)) return 'neutral'
  return type === 'Warning' ? 'abnormal' : 'neutral'
}
