import type { EpochMs } from '../../../diagnosis/evidence.ts'
import type { ObjectStore } from '../object-store.ts'
import { isFinished, isMirror, type PodObject } from '../objects/pod-object.ts'
import { isCritical } from './admission.ts'
import { evictionMessage, type Shortage, shortages } from './eviction-signals.ts'
import { klogHeader } from './journal.ts'
import type { Pressures } from './kubelet-conditions.ts'
import type { NodeAgent } from './node-agent.ts'
import type { PodIndex } from './pod-index.ts'
import type { PodRunner } from './pod-runner.ts'
import { qosClass } from './pod-status.ts'

/** A pressure stays reported this long after it was last seen (`evictionPressureTransitionPeriod`, kubelet default). */
const TRANSITION_PERIOD_MS = 300_000

/** The kubelet's eviction manager: compares real numbers with thresholds and evicts one pod a round. */
export class EvictionManager {
  private readonly agent: NodeAgent
  private readonly pods: PodIndex
  private readonly runner: PodRunner
  private readonly lastSeen = new Map<keyof Pressures, EpochMs>()
  /** In its first round a new process has no pods yet: they are admitted, or rejected, right after it. */
  private isFirstRound = false

  constructor(agent: NodeAgent, pods: PodIndex, runner: PodRunner) {
    this.agent = agent
    this.pods = pods
    this.runner = runner
  }

  /** One round (every 10 s); says which pressures are to be reported. */
  synchronize(): Pressures {
    const now = this.agent.clock.now()
    const short = shortages(this.agent.machine)
    for (const { pressure } of short) this.lastSeen.set(pressure, now)
    const worst = short[0]
    const { store } = this.agent.reach()
    if (worst && store) this.reclaim(store, worst)
    this.isFirstRound = false
    return this.pressures
  }

  /** What is to be reported at present. */
  get pressures(): Pressures {
    const now = this.agent.clock.now()
    return { memory: this.isUnder('memory', now), disk: this.isUnder('disk', now), pid: this.isUnder('pid', now) }
  }

  /** A restarted kubelet knows of no pressure before. */
  restart(): void {
    this.lastSeen.clear()
    this.isFirstRound = true
  }

  private isUnder(pressure: keyof Pressures, now: EpochMs): boolean {
    const seen = this.lastSeen.get(pressure)
    return seen !== undefined && now - seen < TRANSITION_PERIOD_MS
  }

  private reclaim(store: ObjectStore, worst: Shortage): void {
    const { name } = this.agent.machine.spec
    this.agent.events.record(store, {
      about: { kind: 'Node', name, uid: name },
      type: 'Warning',
      reason: 'EvictionThresholdMet',
      message: `Attempting to reclaim ${worst.resource}`,
    })
    const at = this.agent.clock.now()
    const line = `"Eviction manager: attempting to reclaim" resourceName="${worst.resource}"`
    this.agent.machine.journal.write('kubelet', at, `${klogHeader('W', at, 'eviction_manager.go:376')} ${line}`)
    if (this.isFirstRound) return
    const victim = this.pods.on(name).filter(isEvictable).sort(byEvictionOrder)[0]
    if (victim) this.runner.evict(store, victim, evictionMessage(worst))
  }
}

function isEvictable(pod: PodObject): boolean {
  if (isMirror(pod) || isFinished(pod) || pod.metadata.deletionTimestamp) return false
  return pod.status.phase === 'Running' && !isCritical(pod)
}

/** Pods without requests go first: all that they use exceeds what they asked for. */
function byEvictionOrder(a: PodObject, b: PodObject): number {
  const rank = { BestEffort: 0, Burstable: 1, Guaranteed: 2 }
  const difference = rank[qosClass(a.spec)] - rank[qosClass(b.spec)]
  return difference !== 0 ? difference : a.metadata.name.localeCompare(b.metadata.name, 'en')
}
