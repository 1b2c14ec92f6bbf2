import type { ContainerState, PodSummary } from '../diagnosis/facts/pod.ts'
import { asList, asNumber, asRecord, asText, asTextMap, asTime, at, isRecord, isTrue } from './kube-json.ts'

/** The part of a Pod object that rules read; whatever is missing becomes empty, as Kubernetes leaves out what is empty. */
export function podSummary(pod: unknown): PodSummary {
  const status = at(pod, 'status')
  const conditions = asList(at(status, 'conditions'))
  const scheduled = conditions.find((condition) => at(condition, 'type') === 'PodScheduled')
  const ready = conditions.find((condition) => at(condition, 'type') === 'Ready')
  return {
    namespace: asText(at(pod, 'metadata', 'namespace')),
    name: asText(at(pod, 'metadata', 'name')),
    uid: asText(at(pod, 'metadata', 'uid')),
    phase: asText(at(status, 'phase')),
    reason: asText(at(status, 'reason')),
    ready: at(ready, 'status') === 'True',
    createdAt: asTime(at(pod, 'metadata', 'creationTimestamp')) ?? 0,
    deletedAt: asTime(at(pod, 'metadata', 'deletionTimestamp')),
    graceSeconds: asNumber(at(pod, 'metadata', 'deletionGracePeriodSeconds')) ?? 0,
    owner: ownerOf(pod),
    labels: asTextMap(at(pod, 'metadata', 'labels')),
    containers: containerStates(status),
    schedulingMessage: asText(at(scheduled, 'message')),
    hasConditions: conditions.length > 0,
  }
}

/** `DaemonSet/kube-proxy`; empty for a bare pod. A static pod is owned by its Node. */
function ownerOf(pod: unknown): string {
  const owners = asList(at(pod, 'metadata', 'ownerReferences'))
  const owner = owners.find((candidate) => isTrue(at(candidate, 'controller'))) ?? owners[0]
  return owner ? `${asText(at(owner, 'kind'))}/${asText(at(owner, 'name'))}` : ''
}

/** All containers, and before them the init containers that have not done their work: they are what the pod waits for. */
function containerStates(status: unknown): readonly ContainerState[] {
  const init = asList(at(status, 'initContainerStatuses')).map(containerState)
  const main = asList(at(status, 'containerStatuses')).map(containerState)
  return [...init.filter(holdsUp), ...main]
}

/** `PodInitializing` is an init container that waits for its turn. A finished one exited 0; a ready one is a sidecar. */
function holdsUp(container: ContainerState): boolean {
  if (container.state === 'terminated') return container.exitCode !== 0
  return container.state === 'waiting' && container.reason !== 'PodInitializing'
}

function containerState(status: unknown): ContainerState {
  const current = asRecord(at(status, 'state'))
  const kind = isRecord(current['running']) ? 'running' : isRecord(current['terminated']) ? 'terminated' : 'waiting'
  const state = at(current, kind)
  const last = at(status, 'lastState', 'terminated')
  return {
    name: asText(at(status, 'name')),
    ready: isTrue(at(status, 'ready')),
    restarts: asNumber(at(status, 'restartCount')) ?? 0,
    state: kind,
    reason: asText(at(state, 'reason')),
    message: asText(at(state, 'message')).slice(0, 500),
    exitCode: asNumber(at(state, 'exitCode')),
    lastReason: asText(at(last, 'reason')),
    lastExitCode: asNumber(at(last, 'exitCode')),
    startedAt: kind === 'running' ? asTime(at(state, 'startedAt')) : undefined,
    lastFinishedAt: asTime(at(state, 'finishedAt')) ?? asTime(at(last, 'finishedAt')),
  }
}
