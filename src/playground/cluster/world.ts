import type { EpochMs } from '../../diagnosis/evidence.ts'
import type { ControlPlaneBackend } from './backend.ts'
import { ApiServer } from './components/apiserver.ts'
import { keepIdentityLease } from './components/apiserver-identity.ts'
import { CloudControllerManager } from './components/cloud-controller-manager.ts'
import { ControlPlane } from './components/control-plane.ts'
import { ControllerManager } from './components/controller-manager.ts'
import { Etcd } from './components/etcd.ts'
import { Kubelet } from './components/kubelet.ts'
import { kubeletEndpoint } from './components/kubelet-endpoint.ts'
import { LeaderGroup, type LeaderGroupOptions } from './components/leader-group.ts'
import { Machine } from './components/machine.ts'
import { PodIndex } from './components/pod-index.ts'
import { Scheduler } from './components/scheduler.ts'
import { StaticProcess } from './components/static-process.ts'
import { type FaultArguments, findFault } from './faults/index.ts'
import { fleet, type NodeSpec } from './inventory/node-spec.ts'
import { populate } from './inventory/populate.ts'
import { createManualClock, type ManualClock } from './manual-clock.ts'
import { createMemoryStore } from './memory-store.ts'
import type { ObjectStore } from './object-store.ts'
import { createSeededRandom, type SeededRandom } from './seeded-random.ts'
import { componentHealth } from './world-health.ts'

/** How to make a simulated cluster; every choice has a default. */
export interface WorldOptions {
  /** The same seed gives the same cluster and the same course of events. */
  readonly seed?: number
  /** The instant at which the simulation starts; 2026-11-23 19:00 UTC by default. */
  readonly startAt?: EpochMs
  /** The nodes, or how many workers; 6 by default. */
  readonly nodes?: number | readonly NodeSpec[]
  /** Control-plane nodes when `nodes` is a number; 3 by default. */
  readonly controlPlanes?: number
  /** Zones that the nodes are spread over. */
  readonly zones?: readonly string[]
  /** Application pods on each worker; 4 by default. */
  readonly podsPerNode?: number
  /** False: no DNS, no node agents, no static pods. */
  readonly systemPods?: boolean
  /** False: a controller-manager or scheduler that ended stays ended. */
  readonly supervised?: boolean
  /** False: `/readyz` has no etcd checks, as on OpenShift. */
  readonly readyzHasEtcd?: boolean
}

/** A simulated cluster. Time passes only through its clock; faults hit its components. */
export interface World {
  readonly clock: ManualClock
  readonly store: ObjectStore
  readonly backend: ControlPlaneBackend
  readonly random: SeededRandom
  readonly controlPlane: ControlPlane
  readonly controllerManagers: LeaderGroup
  readonly schedulers: LeaderGroup
  readonly cloudControllerManager: CloudControllerManager
  /** The etcd and kube-apiserver processes of the control-plane nodes. */
  readonly processes: readonly StaticProcess[]
  /** The kubelets by the names of their nodes. */
  readonly kubelets: ReadonlyMap<string, Kubelet>
  /** The kubelet of a node; throws for a name that no machine has. */
  kubelet(nodeName: string): Kubelet
  /** Breaks something: `inject('kubelet-stopped', { node: 'node-3' })`. */
  inject(faultId: string, given?: FaultArguments): void
  /** Repairs what `inject` broke with the same arguments. */
  heal(faultId: string, given?: FaultArguments): void
}

const DEFAULT_START = Date.UTC(2026, 10, 23, 19, 0, 0)
const DEFAULT_ZONES: readonly string[] = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']
const LOAD_BALANCER = '10.0.0.10:6443'

/** Makes a cluster that has been running well for weeks. */
export function createWorld(options: WorldOptions = {}): World {
  const clock = createManualClock(options.startAt ?? DEFAULT_START)
  const random = createSeededRandom(options.seed ?? 1)
  const store = createMemoryStore(clock)
  const specs = nodeSpecs(options)
  const etcd = new Etcd(clock)
  const apiserver = new ApiServer(clock, etcd, { readyzHasEtcd: options.readyzHasEtcd ?? true })
  const controlPlane = new ControlPlane({ store, etcd, apiserver, address: LOAD_BALANCER })
  const pods = new PodIndex(store)
  const parts: Parts = { clock, random, controlPlane, pods, specs, options }
  const leaders = leaderGroups(parts)
  const processes = staticProcesses(parts)
  const kubelets = new Map(
    specs.map((spec) => {
      const own = [...processes, ...leaders.controllerManagers.processes, ...leaders.schedulers.processes]
      const staticProcessesHere = own.filter(({ node }) => node === spec.name)
      const machine = new Machine(spec, clock, random)
      const kubelet = new Kubelet({ machine, clock, random, controlPlane, pods, staticProcesses: staticProcessesHere })
      return [spec.name, kubelet] as const
    }),
  )
  const cloudControllerManager = new CloudControllerManager(clock, controlPlane, (name) => kubelets.get(name)?.machine)
  begin(parts, kubelets)
  leaders.controllerManagers.start()
  leaders.schedulers.start()
  cloudControllerManager.start()
  const world: World = {
    ...{ clock, store, random, controlPlane, processes, kubelets, cloudControllerManager, ...leaders },
    backend: backendOf(parts, kubelets, leaders),
    kubelet: (nodeName) => known(kubelets, nodeName),
    inject: (faultId, given = {}) => findFault(faultId).apply(world, given),
    heal: (faultId, given = {}) => findFault(faultId).heal(world, given),
  }
  return world
}

interface Parts {
  readonly clock: ManualClock
  readonly random: SeededRandom
  readonly controlPlane: ControlPlane
  readonly pods: PodIndex
  readonly specs: readonly NodeSpec[]
  readonly options: WorldOptions
}

interface Leaders {
  readonly controllerManagers: LeaderGroup
  readonly schedulers: LeaderGroup
}

function nodeSpecs({ nodes = 6, controlPlanes = 3, zones = DEFAULT_ZONES }: WorldOptions): readonly NodeSpec[] {
  return typeof nodes === 'number' ? fleet({ workers: nodes, controlPlanes, zones }) : nodes
}

/** Where control-plane processes run: on the control-plane nodes, or on a host that is no node. */
function controlPlaneHosts(specs: readonly NodeSpec[]): readonly string[] {
  const hosts = specs.filter(({ role }) => role === 'control-plane').map(({ name }) => name)
  return hosts.length > 0 ? hosts : ['control-plane']
}

function leaderGroups({ clock, random, controlPlane, pods, specs, options }: Parts): Leaders {
  const podRangeOf = (name: string) => specs.find((spec) => spec.name === name)?.podCIDR
  const controllers = new ControllerManager({ clock, controlPlane, pods, random, podRangeOf })
  const scheduler = new Scheduler(clock, controlPlane, pods)
  const hosts = controlPlaneHosts(specs)
  const common = { clock, random, controlPlane, hosts, supervised: options.supervised ?? true }
  let quietly = true
  const managerOptions: LeaderGroupOptions = {
    ...common,
    component: 'kube-controller-manager',
    releases: false,
    onLeading: () => {
      controllers.start({ quietly })
      quietly = false
    },
    onStopped: () => controllers.stop(),
  }
  const schedulerOptions: LeaderGroupOptions = {
    ...common,
    component: 'kube-scheduler',
    releases: true,
    onLeading: (host) => scheduler.start(host),
    onStopped: () => scheduler.stop(),
  }
  return { controllerManagers: new LeaderGroup(managerOptions), schedulers: new LeaderGroup(schedulerOptions) }
}

function staticProcesses({ clock, specs }: Parts): readonly StaticProcess[] {
  const hosts = controlPlaneHosts(specs)
  return ['etcd', 'kube-apiserver'].flatMap((component) =>
    hosts.map((host) => new StaticProcess(component, host, clock.now())),
  )
}

/** Writes the state of a cluster that has been running for long, and lets its loops turn. */
function begin({ clock, random, controlPlane, specs, options }: Parts, kubelets: ReadonlyMap<string, Kubelet>): void {
  const { store } = controlPlane
  for (const kubelet of kubelets.values()) kubelet.adopt()
  for (const _ of controlPlaneHosts(specs)) keepIdentityLease(clock, controlPlane, random)
  const since = clock.now() - Math.min(...specs.map(({ ageMs }) => ageMs)) / 2
  const { podsPerNode = 4, systemPods = true } = options
  populate({ store, random, nodes: specs, podsPerNode, since, systemPods })
}

function backendOf(
  { clock, controlPlane }: Parts,
  kubelets: ReadonlyMap<string, Kubelet>,
  { controllerManagers, schedulers }: Leaders,
): ControlPlaneBackend {
  const { store, etcd, apiserver } = controlPlane
  const endpoints = new Map([...kubelets].map(([name, kubelet]) => [name, kubeletEndpoint(kubelet)]))
  return {
    clock,
    store,
    apiserverState: () => apiserver.state,
    storage: (signal, kind) => etcd.storage(signal, kind),
    health: (endpoint) => apiserver.health(endpoint),
    componentHealth: (signal) => componentHealth(clock, { etcd, controllerManagers, schedulers }, signal),
    kubelet: (nodeName) => endpoints.get(nodeName),
  }
}

function known(kubelets: ReadonlyMap<string, Kubelet>, nodeName: string): Kubelet {
  const kubelet = kubelets.get(nodeName)
  if (!kubelet) throw new Error(`the simulated cluster has no machine named ${nodeName}`)
  return kubelet
}
