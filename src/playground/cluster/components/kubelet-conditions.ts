import type { EpochMs } from '../../../diagnosis/evidence.ts'
import { goDuration, kubeTime } from '../kube-time.ts'
import type { NodeCondition } from '../objects/node-object.ts'
import type { Machine } from './machine.ts'

/** A runtime whose last good status is older counts as down (kubelet: `baseRuntimeSyncThreshold`). */
const RUNTIME_DOWN_AFTER_MS = 30_000

/** A pod lifecycle event generator that listed nothing for longer is unhealthy (kubelet: `relistThreshold`). */
const PLEG_THRESHOLD_MS = 180_000

/** Which pressures the eviction manager sees. */
export interface Pressures {
  readonly memory: boolean
  readonly disk: boolean
  readonly pid: boolean
}

/** Why the kubelet calls its node not ready; empty when it is. */
export function readinessProblems(machine: Machine, now: EpochMs): readonly string[] {
  const network = machine.cni.networkError()
  return network ? [...runtimeProblems(machine, now), network] : runtimeProblems(machine, now)
}

/** What is wrong with the container runtime, in the kubelet's words. */
export function runtimeProblems(machine: Machine, now: EpochMs): readonly string[] {
  const problems: string[] = []
  if (now - machine.runtime.lastStatusAt() >= RUNTIME_DOWN_AFTER_MS) problems.push('container runtime is down')
  const silentMs = now - machine.runtime.lastRelistAt()
  if (silentMs >= PLEG_THRESHOLD_MS) {
    const threshold = goDuration(PLEG_THRESHOLD_MS)
    problems.push(
      `PLEG is not healthy: pleg was last seen active ${goDuration(silentMs)} ago; threshold is ${threshold}`,
    )
  }
  return problems
}

/** A condition before its times are filled in. */
type Judgement = Pick<NodeCondition, 'type' | 'status' | 'reason' | 'message'>

/** The four conditions that the kubelet owns, in the order in which it writes them. */
export function judge(pressures: Pressures, problems: readonly string[]): readonly Judgement[] {
  return [
    pressures.memory
      ? pressure('Memory', 'KubeletHasInsufficientMemory', 'kubelet has insufficient memory available')
      : noPressure('Memory', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
    pressures.disk
      ? pressure('Disk', 'KubeletHasDiskPressure', 'kubelet has disk pressure')
      : noPressure('Disk', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
    pressures.pid
      ? pressure('PID', 'KubeletHasInsufficientPID', 'kubelet has insufficient PID available')
      : noPressure('PID', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
    readiness(problems),
  ]
}

function pressure(what: string, reason: string, message: string): Judgement {
  return { type: `${what}Pressure`, status: 'True', reason, message }
}

function noPressure(what: string, reason: string, message: string): Judgement {
  return { type: `${what}Pressure`, status: 'False', reason, message }
}

/** Several errors as Go's aggregate prints them: in brackets; one as it is. */
export function aggregate(problems: readonly string[]): string {
  return problems.length === 1 ? problems.join() : `[${problems.join(', ')}]`
}

function readiness(problems: readonly string[]): Judgement {
  const ready = { type: 'Ready', status: 'True', reason: 'KubeletReady' } as const
  if (problems.length === 0) return { ...ready, message: 'kubelet is posting ready status' }
  return { type: 'Ready', status: 'False', reason: 'KubeletNotReady', message: aggregate(problems) }
}

/** Merges the judgements into a Node's conditions: transition times move only when the status changes; others stay as they are. */
export function mergeConditions(
  previous: readonly NodeCondition[],
  judgements: readonly Judgement[],
  now: EpochMs,
): readonly NodeCondition[] {
  const at = kubeTime(now)
  const own = judgements.map((judgement) => {
    const before = previous.find(({ type }) => type === judgement.type)
    const since = before?.status === judgement.status ? before.lastTransitionTime : at
    const { type, status, reason, message } = judgement
    return { type, status, lastHeartbeatTime: at, lastTransitionTime: since, reason, message }
  })
  return [...previous.filter(({ type }) => !own.some((condition) => condition.type === type)), ...own]
}

/** Whether anything but the heartbeat differs. */
export function conditionsDiffer(a: readonly NodeCondition[], b: readonly NodeCondition[]): boolean {
  if (a.length !== b.length) return true
  return a.some((condition, index) => {
    const other = b[index]
    return (
      condition.status !== other?.status || condition.reason !== other.reason || condition.message !== other.message
    )
  })
}
