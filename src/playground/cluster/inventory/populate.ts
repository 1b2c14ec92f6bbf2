import type { EpochMs } from '../../../diagnosis/evidence.ts'
import { runningStatus } from '../components/pod-status.ts'
import { kubeTime } from '../kube-time.ts'
import type { KubeObject, ObjectStore } from '../object-store.ts'
import type { PodObject } from '../objects/pod-object.ts'
import { DAEMON_SETS, DEPLOYMENTS, NAMESPACES, PODS, REPLICA_SETS, SERVICES } from '../objects/resource-types.ts'
import type { PodTemplate, ReplicaObject } from '../objects/workload-object.ts'
import type { SeededRandom } from '../seeded-random.ts'
import type { NodeSpec } from './node-spec.ts'
import { podOf } from './pod-from-template.ts'
import { mirrorPod, staticComponents } from './static-pods.ts'
import {
  applicationWorkload,
  coreDns,
  daemonSetOf,
  deploymentOf,
  nodeAgents,
  replicaSetOf,
  type WorkloadSpec,
} from './workloads.ts'

/** Pods of one application before the next one is made up. */
const PODS_PER_APPLICATION = 500

/** What is put into an empty store before the simulation starts. */
export interface PopulateOptions {
  readonly store: ObjectStore
  readonly random: SeededRandom
  readonly nodes: readonly NodeSpec[]
  /** Application pods on each worker, in namespace `shop`. */
  readonly podsPerNode: number
  /** When the pods began to run. */
  readonly since: EpochMs
  /** False: no system workloads at all (a bare control plane). */
  readonly systemPods: boolean
}

/** Fills the store with namespaces, workloads and running pods. Nodes are written by their kubelets' seeding, before. */
export function populate(options: PopulateOptions): void {
  const createdAt = kubeTime(options.since)
  for (const name of ['default', 'kube-node-lease', 'kube-public', 'kube-system', 'shop']) {
    options.store.put(NAMESPACES, namespaceObject(name, createdAt))
  }
  options.store.put(SERVICES, kubernetesService(createdAt))
  const placer = new PodPlacer(options)
  if (options.systemPods) placeSystemPods(options, placer)
  placeApplications(options, placer)
}

function placeSystemPods(options: PopulateOptions, placer: PodPlacer): void {
  const { store, nodes, since } = options
  for (const agent of nodeAgents) {
    const daemonSet = store.put(DAEMON_SETS, daemonSetOf(agent, nodes.length, kubeTime(since))) as Templated
    for (const node of nodes)
      placer.run(podOf(daemonSet, { kind: 'DaemonSet', suffix: options.random.suffix(5) }), node)
  }
  for (const node of nodes.filter(({ role }) => role === 'control-plane')) {
    for (const component of Object.keys(staticComponents)) {
      const uid = store.get({ group: '', version: 'v1', resource: 'nodes' }, undefined, node.name)?.metadata.uid
      placer.run(mirrorPod(component, node, { uid, seenAt: since }), node)
    }
  }
  placeReplicas(options, placer, coreDns, 2)
}

function placeApplications(options: PopulateOptions, placer: PodPlacer): void {
  const workers = options.nodes.filter(({ role }) => role === 'worker').length
  const total = workers * options.podsPerNode
  const count = Math.min(total, Math.max(4, Math.ceil(total / PODS_PER_APPLICATION)))
  for (let index = 0; index < count; index += 1) {
    const share = Math.floor(((index + 1) * total) / count) - Math.floor((index * total) / count)
    placeReplicas(options, placer, applicationWorkload(index, 'shop'), share)
  }
}

function placeReplicas(options: PopulateOptions, placer: PodPlacer, workload: WorkloadSpec, replicas: number): void {
  const { store, random, since } = options
  const deployment = store.put(DEPLOYMENTS, deploymentOf(workload, replicas, kubeTime(since))) as ReplicaObject
  const replicaSet = store.put(REPLICA_SETS, replicaSetOf(workload, deployment, random.suffix(9))) as ReplicaObject
  for (let index = 0; index < replicas; index += 1) {
    placer.run(podOf(replicaSet, { kind: 'ReplicaSet', suffix: random.suffix(5) }))
  }
}

type Templated = KubeObject & { spec: { readonly template: PodTemplate } }

/** Puts running pods on nodes, in turn over the workers; what is equal in all of them is shared. */
class PodPlacer {
  private readonly options: PopulateOptions
  private readonly workers: readonly NodeSpec[]
  private readonly addresses = new Map<string, number>()
  private conditions: PodObject['status']['conditions']
  private turn = 0

  constructor(options: PopulateOptions) {
    this.options = options
    this.workers = options.nodes.filter(({ role }) => role === 'worker')
  }

  run(pod: PodObject, node = this.nextWorker()): void {
    if (!node) return
    const { store, since, random } = this.options
    const podIP = pod.spec.hostNetwork ? node.address : this.nextAddress(node)
    const place = { hostIP: node.address, podIP, containerIds: [random.hex(64)] }
    const status = runningStatus(pod, since, place)
    this.conditions ??= status.conditions
    const spec = { ...pod.spec, nodeName: node.name }
    const metadata = { ...pod.metadata, creationTimestamp: kubeTime(since) }
    store.put(PODS, { ...pod, metadata, spec, status: { ...status, conditions: this.conditions } })
  }

  private nextWorker(): NodeSpec | undefined {
    this.turn += 1
    return this.workers[this.turn % Math.max(1, this.workers.length)]
  }

  private nextAddress(node: NodeSpec): string {
    const last = (this.addresses.get(node.name) ?? 1) + 1
    this.addresses.set(node.name, last)
    return `${node.podCIDR?.split('.').slice(0, 3).join('.') ?? '10.88.0'}.${last % 250}`
  }
}

function namespaceObject(name: string, creationTimestamp: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, creationTimestamp, labels: { 'kubernetes.io/metadata.name': name } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }
}

function kubernetesService(creationTimestamp: string): KubeObject {
  const labels = { component: 'apiserver', provider: 'kubernetes' }
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'kubernetes', namespace: 'default', creationTimestamp, labels },
    spec: {
      clusterIP: '10.96.0.1',
      clusterIPs: ['10.96.0.1'],
      type: 'ClusterIP',
      ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }],
    },
    status: { loadBalancer: {} },
  }
}
