import type { EpochMs } from '../../../diagnosis/evidence.ts'
import { kubeTime } from '../kube-time.ts'
import type {
  ContainerStateObject,
  ContainerStatus,
  PodCondition,
  PodObject,
  PodSpec,
  PodStatus,
} from '../objects/pod-object.ts'

/** A condition as the kubelet writes it. */
export function podCondition(
  type: string,
  status: 'True' | 'False',
  at: EpochMs,
  because: { readonly reason?: string; readonly message?: string } = {},
): PodCondition {
  return { type, status, lastProbeTime: null, lastTransitionTime: kubeTime(at), ...because }
}

/** Bound to a node, its containers not yet created. */
export function startingStatus(pod: PodObject, at: EpochMs, hostIP: string): PodStatus {
  const names = pod.spec.containers.map(({ name }) => name)
  const unready = { reason: 'ContainersNotReady', message: `containers with unready status: [${names.join(' ')}]` }
  return {
    phase: 'Pending',
    conditions: [
      podCondition('PodReadyToStartContainers', 'False', at),
      podCondition('Initialized', 'True', at),
      podCondition('Ready', 'False', at, unready),
      podCondition('ContainersReady', 'False', at, unready),
      scheduled(pod, at),
    ],
    hostIP,
    hostIPs: [{ ip: hostIP }],
    startTime: kubeTime(at),
    containerStatuses: pod.spec.containers.map((container) => ({
      name: container.name,
      state: { waiting: { reason: 'ContainerCreating' } },
      lastState: {},
      ready: false,
      restartCount: 0,
      image: container.image,
      imageID: '',
      started: false,
    })),
    qosClass: qosClass(pod.spec),
  }
}

/** Where a pod runs, and the ids of its containers in their order. */
export interface PodPlacement {
  readonly hostIP: string
  readonly podIP: string
  readonly containerIds: readonly string[]
}

/** All containers run and are ready. Restarted containers keep their count and how they ended. */
export function runningStatus(pod: PodObject, at: EpochMs, place: PodPlacement): PodStatus {
  const since = kubeTime(at)
  return {
    phase: 'Running',
    conditions: [
      podCondition('PodReadyToStartContainers', 'True', at),
      podCondition('Initialized', 'True', at),
      podCondition('Ready', 'True', at),
      podCondition('ContainersReady', 'True', at),
      scheduled(pod, at),
    ],
    hostIP: place.hostIP,
    hostIPs: [{ ip: place.hostIP }],
    podIP: place.podIP,
    podIPs: [{ ip: place.podIP }],
    startTime: pod.status.startTime ?? since,
    containerStatuses: pod.spec.containers.map((container, index) => {
      const previous = pod.status.containerStatuses?.find(({ name }) => name === container.name)
      return {
        name: container.name,
        state: { running: { startedAt: since } },
        lastState: previous?.lastState ?? {},
        ready: true,
        restartCount: previous?.restartCount ?? 0,
        image: container.image,
        imageID: imageId(container.image),
        containerID: `containerd://${place.containerIds[index] ?? ''}`,
        started: true,
      }
    }),
    qosClass: qosClass(pod.spec),
  }
}

/** How a pod ended. */
export interface PodEnd {
  readonly phase: 'Succeeded' | 'Failed'
  readonly exitCode: number
  readonly reason?: string
  readonly message?: string
}

/** All containers ended. */
export function endedStatus(pod: PodObject, at: EpochMs, end: PodEnd): PodStatus {
  const because = { reason: end.phase === 'Succeeded' ? 'PodCompleted' : 'PodFailed' }
  const initialized = end.phase === 'Succeeded' ? because : {}
  const disrupted = pod.status.conditions?.filter(({ type }) => type === 'DisruptionTarget') ?? []
  return {
    ...pod.status,
    phase: end.phase,
    ...(end.reason && { reason: end.reason }),
    ...(end.message && { message: end.message }),
    conditions: [
      ...disrupted,
      podCondition('PodReadyToStartContainers', 'False', at),
      podCondition('Initialized', 'True', at, initialized),
      podCondition('Ready', 'False', at, because),
      podCondition('ContainersReady', 'False', at, because),
      scheduled(pod, at),
    ],
    containerStatuses: pod.status.containerStatuses?.map((status) => stopped(status, at, end.exitCode)),
  }
}

/** One container after its process ended. */
function stopped(status: ContainerStatus, at: EpochMs, exitCode: number): ContainerStatus {
  return { ...status, state: terminated(status, at, exitCode), ready: false, started: false }
}

/** The `terminated` state that follows a container's present one. */
export function terminated(status: ContainerStatus, at: EpochMs, exitCode: number): ContainerStateObject {
  return {
    terminated: {
      exitCode,
      reason: exitCode === 0 ? 'Completed' : 'Error',
      startedAt: status.state.running?.startedAt ?? kubeTime(at),
      finishedAt: kubeTime(at),
      containerID: status.containerID ?? '',
    },
  }
}

/** A container that handles SIGTERM ends with 0, any other with 128 + 15. */
export function exitCodeOnTerm(spec: PodSpec): number {
  const command = spec.containers[0]?.['command']
  return Array.isArray(command) && command.join(' ').includes("trap 'exit 0' TERM") ? 0 : 143
}

/** https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/ for pods whose requests and limits we write ourselves. */
export function qosClass(spec: PodSpec): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const demands = spec.containers.map(({ resources }) => resources)
  if (demands.every((resources) => !resources?.requests && !resources?.limits)) return 'BestEffort'
  const guaranteed = demands.every(
    (resources) =>
      resources?.limits?.['cpu'] && JSON.stringify(resources.limits) === JSON.stringify(resources.requests),
  )
  return guaranteed ? 'Guaranteed' : 'Burstable'
}

function scheduled(pod: PodObject, at: EpochMs): PodCondition {
  const existing = pod.status.conditions?.find(({ type }) => type === 'PodScheduled')
  return existing?.status === 'True' ? existing : podCondition('PodScheduled', 'True', at)
}

const imageIds = new Map<string, string>()

/** A digest that depends on the image's name only (FNV-1a, repeated to the length of a sha256). */
function imageId(image: string): string {
  const known = imageIds.get(image)
  if (known) return known
  let hash = 0x811c9dc5
  for (const letter of image) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0
  const id = `sha256:${hash.toString(16).padStart(8, '0').repeat(8)}`
  imageIds.set(image, id)
  return id
}
