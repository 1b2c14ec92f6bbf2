import { podOf } from '../inventory/pod-from-template.ts'
import type { ObjectStore } from '../object-store.ts'
import { isFinished, isReady, type PodObject } from '../objects/pod-object.ts'
import { DEPLOYMENTS, PODS, REPLICA_SETS } from '../objects/resource-types.ts'
import { getDeployment, getReplicaSet, listReplicaSets, type ReplicaObject } from '../objects/workload-object.ts'
import type { SeededRandom } from '../seeded-random.ts'
import type { SimClock } from '../sim-clock.ts'
import type { ControlPlane } from './control-plane.ts'
import { EventRecorder } from './event-recorder.ts'
import { OwnedPods } from './owned-pods.ts'

/** From a change of a pod to the controller's reaction. */
const REACTION_MS = 50

/** Sync of everything, in case the API server was away (the real one resyncs through its informers). */
const RESYNC_MS = 30_000

/** Keeps the number of active pods of every ReplicaSet, and the counts in its status and its Deployment's. */
export class ReplicaSetController {
  private readonly clock: SimClock
  private readonly controlPlane: ControlPlane
  private readonly random: SeededRandom
  private readonly events: EventRecorder
  private readonly queue = new Map<string, { namespace: string; name: string }>()
  private owned: OwnedPods | undefined
  private cancel = (): void => undefined

  constructor(clock: SimClock, controlPlane: ControlPlane, random: SeededRandom) {
    this.clock = clock
    this.controlPlane = controlPlane
    this.random = random
    this.events = new EventRecorder(clock, { component: 'replicaset-controller' })
  }

  /** Begins to work: the process leads. */
  start(): void {
    this.events.restart()
    this.owned = new OwnedPods(this.controlPlane.store, 'ReplicaSet', (pod) => {
      const owner = pod.metadata.ownerReferences?.find(({ kind }) => kind === 'ReplicaSet')
      if (owner) this.enqueue(pod.metadata.namespace ?? '', owner.name)
    })
    this.enqueueAll()
    this.cancel = this.clock.every(RESYNC_MS, () => this.enqueueAll())
  }

  /** Ends its work; what it remembered is gone. */
  stop(): void {
    this.cancel()
    this.owned?.close()
    this.owned = undefined
    this.queue.clear()
  }

  private enqueueAll(): void {
    const { store } = this.controlPlane.reach()
    if (!store) return
    for (const { metadata } of listReplicaSets(store)) this.enqueue(metadata.namespace ?? '', metadata.name)
  }

  private enqueue(namespace: string, name: string): void {
    this.queue.set(`${namespace}/${name}`, { namespace, name })
    if (this.queue.size === 1) this.clock.after(REACTION_MS, () => this.drain())
  }

  private drain(): void {
    const { store } = this.controlPlane.reach()
    const waiting = [...this.queue.values()]
    this.queue.clear()
    if (!store || !this.owned) return
    for (const { namespace, name } of waiting) {
      const replicaSet = getReplicaSet(store, namespace, name)
      if (replicaSet) this.sync(store, replicaSet, this.owned.of(replicaSet.metadata.uid))
    }
  }

  private sync(store: ObjectStore, replicaSet: ReplicaObject, pods: readonly PodObject[]): void {
    const active = pods.filter((pod) => !isFinished(pod) && !pod.metadata.deletionTimestamp)
    const missing = replicaSet.spec.replicas - active.length
    for (let index = 0; index < missing; index += 1) this.createPod(store, replicaSet)
    const status = {
      replicas: Math.max(active.length, replicaSet.spec.replicas),
      fullyLabeledReplicas: Math.max(active.length, replicaSet.spec.replicas),
      readyReplicas: active.filter(isReady).length,
      availableReplicas: active.filter(isReady).length,
      observedGeneration: 1,
    }
    if (sameCounts(replicaSet.status, status)) return
    store.put(REPLICA_SETS, { ...replicaSet, status })
    this.updateDeployment(store, replicaSet, status)
  }

  private createPod(store: ObjectStore, replicaSet: ReplicaObject): void {
    const pod = store.put(PODS, podOf(replicaSet, { kind: 'ReplicaSet', suffix: this.random.suffix(5) }))
    const { name, namespace, uid } = replicaSet.metadata
    this.events.record(store, {
      about: { kind: 'ReplicaSet', namespace, name, uid, apiVersion: 'apps/v1' },
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `Created pod: ${pod.metadata.name}`,
    })
  }

  private updateDeployment(
    store: ObjectStore,
    replicaSet: ReplicaObject,
    counts: Readonly<Record<string, number>>,
  ): void {
    const owner = replicaSet.metadata.ownerReferences?.[0]
    const deployment = owner && getDeployment(store, replicaSet.metadata.namespace ?? '', owner.name)
    if (!deployment) return
    const { replicas, readyReplicas, availableReplicas } = counts
    const unavailable = replicaSet.spec.replicas - (availableReplicas ?? 0)
    const status = {
      ...deployment.status,
      ...{ replicas, updatedReplicas: replicas, readyReplicas, availableReplicas },
      unavailableReplicas: unavailable > 0 ? unavailable : undefined,
    }
    store.put(DEPLOYMENTS, { ...deployment, status })
  }
}

function sameCounts(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, number>>): boolean {
  return Object.entries(b).every(([field, value]) => a[field] === value)
}
