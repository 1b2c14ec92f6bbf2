import type { EpochMs } from '../../../diagnosis/evidence.ts'
import type { ObjectStore } from '../object-store.ts'
import { type PodObject, putPodStatus, withCondition } from '../objects/pod-object.ts'
import type { EventRecorder } from './event-recorder.ts'
import { podReference } from './pod-events.ts'
import { podCondition } from './pod-status.ts'

/** The controller takes silent nodes out of the endpoints: Ready=False without a reason, everything else as it was. */
export function markPodsNotReady(
  store: ObjectStore,
  pods: readonly PodObject[],
  now: EpochMs,
  events: EventRecorder,
): void {
  for (const pod of pods) {
    const ready = pod.status.conditions?.find(({ type }) => type === 'Ready')
    if (ready?.status !== 'True') continue
    const conditions = withCondition(pod.status.conditions ?? [], podCondition('Ready', 'False', now))
    putPodStatus(store, pod, { ...pod.status, conditions })
    const notice = { type: 'Warning', reason: 'NodeNotReady', message: 'Node is not ready' } as const
    events.record(store, { about: podReference(pod), ...notice })
  }
}
