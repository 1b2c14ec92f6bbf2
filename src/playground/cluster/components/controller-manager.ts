import type { SeededRandom } from '../seeded-random.ts'
import type { SimClock } from '../sim-clock.ts'
import type { ControlPlane } from './control-plane.ts'
import { DaemonSetController } from './daemon-set-controller.ts'
import { NodeIpamController } from './node-ipam-controller.ts'
import { NodeLifecycleController } from './node-lifecycle-controller.ts'
import { PodGarbageCollector } from './pod-garbage-collector.ts'
import type { PodIndex } from './pod-index.ts'
import { ReplicaSetController } from './replica-set-controller.ts'
import { TaintEvictionController } from './taint-eviction-controller.ts'

/** What the controllers work with. */
export interface ControllerManagerParts {
  readonly clock: SimClock
  readonly controlPlane: ControlPlane
  readonly pods: PodIndex
  readonly random: SeededRandom
  readonly podRangeOf: (nodeName: string) => string | undefined
}

/** The controllers of kube-controller-manager that the diagnosis sees the work of; only the leader's run. */
export class ControllerManager {
  private readonly nodeLifecycle: NodeLifecycleController
  private readonly others: readonly { start(): void; stop(): void }[]

  constructor({ clock, controlPlane, pods, random, podRangeOf }: ControllerManagerParts) {
    this.nodeLifecycle = new NodeLifecycleController(clock, controlPlane, pods)
    this.others = [
      new DaemonSetController(clock, controlPlane, random),
      new NodeIpamController(clock, controlPlane, podRangeOf),
      new PodGarbageCollector(clock, controlPlane, pods),
      new ReplicaSetController(clock, controlPlane, random),
      new TaintEvictionController(clock, controlPlane, pods),
    ]
  }

  /** The process leads from now on. `quietly`: it has led for long (the simulation starts). */
  start(options: { readonly quietly: boolean }): void {
    this.nodeLifecycle.start(options)
    for (const controller of this.others) controller.start()
  }

  /** The process lost the lead or ended. */
  stop(): void {
    this.nodeLifecycle.stop()
    for (const controller of this.others) controller.stop()
  }
}
