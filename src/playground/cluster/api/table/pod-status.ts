import type { KubeObject } from '../../object-store.ts'

/** The fields of a Pod that its Table row is made from. */
export interface PodFields {
  readonly spec?: {
    readonly nodeName?: string
    readonly containers?: readonly ContainerSpec[]
    readonly initContainers?: readonly ContainerSpec[]
    readonly readinessGates?: readonly { readonly conditionType: string }[]
  }
  readonly status?: {
    readonly phase?: string
    readonly reason?: string
    readonly podIP?: string
    readonly podIPs?: readonly { readonly ip: string }[]
    readonly nominatedNodeName?: string
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason?: string }[]
    readonly containerStatuses?: readonly ContainerStatus[]
    readonly initContainerStatuses?: readonly ContainerStatus[]
  }
}

interface ContainerSpec {
  readonly name: string
  readonly restartPolicy?: string
}

interface Terminated {
  readonly exitCode?: number
  readonly signal?: number
  readonly reason?: string
  readonly finishedAt?: string
}

interface ContainerStatus {
  readonly name: string
  readonly ready?: boolean
  readonly started?: boolean
  readonly restartCount?: number
  readonly state?: {
    readonly waiting?: { readonly reason?: string }
    readonly running?: object
    readonly terminated?: Terminated
  }
  readonly lastState?: { readonly terminated?: Terminated }
}

/** What `kubectl get pods` shows of a Pod's containers. */
export interface PodSummary {
  readonly ready: number
  readonly containers: number
  readonly restarts: number
  /** When a container last ended before its restart. */
  readonly lastRestart: string | undefined
  /** The Status column: phase, or the most telling reason. */
  readonly reason: string
}

/** A view of a Pod object with the fields above. */
export function asPod(object: KubeObject): KubeObject & PodFields {
  return object as KubeObject & PodFields
}

function terminatedReason({ reason, signal, exitCode }: Terminated): string {
  if (reason) return reason
  return signal ? `Signal:${signal}` : `ExitCode:${exitCode ?? 0}`
}

function hasCondition(pod: PodFields, type: string): boolean {
  return pod.status?.conditions?.some((condition) => condition.type === type && condition.status === 'True') === true
}

function sidecarNames(pod: PodFields): ReadonlySet<string> {
  const sidecars = (pod.spec?.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always')
  return new Set(sidecars.map(({ name }) => name))
}

/** What an init container holds the pod up with, or undefined if it is done (or a sidecar that has started). */
function initReason(status: ContainerStatus, position: string, sidecars: ReadonlySet<string>): string | undefined {
  const { terminated, waiting } = status.state ?? {}
  if (terminated?.exitCode === 0 || (sidecars.has(status.name) && status.started)) return undefined
  if (terminated) return `Init:${terminatedReason(terminated)}`
  const holdUp = waiting?.reason && waiting.reason !== 'PodInitializing' ? waiting.reason : undefined
  return `Init:${holdUp ?? position}`
}

function firstInitReason(pod: PodFields, sidecars: ReadonlySet<string>): string | undefined {
  const total = pod.spec?.initContainers?.length ?? 0
  for (const [index, status] of (pod.status?.initContainerStatuses ?? []).entries()) {
    const reason = initReason(status, `${index}/${total}`, sidecars)
    if (reason) return reason
  }
  return undefined
}

function isRunning({ ready, state }: ContainerStatus): boolean {
  return ready === true && state?.running !== undefined
}

/** The first container with something to say wins. */
function containerReason(statuses: readonly ContainerStatus[]): string | undefined {
  for (const { state } of statuses) {
    if (state?.waiting?.reason) return state.waiting.reason
    if (state?.terminated) return terminatedReason(state.terminated)
  }
  return undefined
}

function reasonOf(pod: KubeObject & PodFields, holdUp: string | undefined): string {
  const { status } = pod
  const statuses = status?.containerStatuses ?? []
  const base = status?.reason || status?.phase || ''
  const reason = holdUp ?? containerReason(statuses) ?? base
  if (reason !== 'Completed' || !statuses.some(isRunning)) return reason
  return hasCondition(pod, 'Ready') ? 'Running' : 'NotReady'
}

function deletionReason({ metadata, status }: KubeObject & PodFields): string | undefined {
  if (!metadata.deletionTimestamp) return undefined
  if (status?.reason === 'NodeLost') return 'Unknown'
  return status?.phase === 'Succeeded' || status?.phase === 'Failed' ? undefined : 'Terminating'
}

/** Summarises a Pod exactly as the API server's printer does (pkg/printers/internalversion, printPod). */
export function summarisePod(pod: KubeObject & PodFields): PodSummary {
  const sidecars = sidecarNames(pod)
  const inits = pod.status?.initContainerStatuses ?? []
  const init = firstInitReason(pod, sidecars)
  const holdUp = hasCondition(pod, 'Initialized') ? undefined : init
  const mains = holdUp === undefined ? (pod.status?.containerStatuses ?? []) : []
  const startedSidecars = inits.filter(({ name, started }) => sidecars.has(name) && started)
  const counted = holdUp === undefined ? [...mains, ...inits.filter(({ name }) => sidecars.has(name))] : inits
  const ends = counted.flatMap(({ lastState }) => lastState?.terminated?.finishedAt ?? [])
  return {
    ready: mains.filter(isRunning).length + startedSidecars.filter(({ ready }) => ready).length,
    containers: (pod.spec?.containers?.length ?? 0) + sidecars.size,
    restarts: counted.reduce((sum, { restartCount }) => sum + (restartCount ?? 0), 0),
    lastRestart: ends.sort().at(-1),
    reason: deletionReason(pod) ?? reasonOf(pod, holdUp),
  }
}
