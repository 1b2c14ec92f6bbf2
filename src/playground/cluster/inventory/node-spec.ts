/** What one simulated node is made of. */
export interface NodeSpec {
  readonly name: string
  readonly role: 'control-plane' | 'worker'
  /** Internal IP address. */
  readonly address: string
  /** `topology.kubernetes.io/zone`; absent on bare machines without a cloud provider. */
  readonly zone?: string
  readonly region?: string
  readonly instanceType?: string
  readonly pool?: string
  readonly providerID?: string
  readonly podCIDR?: string
  readonly cpu: number
  /** Memory in KiB, as Nodes print it. */
  readonly memoryKi: number
  readonly maxPods: number
  readonly kubeletVersion: string
  readonly osImage: string
  readonly kernelVersion: string
  readonly runtimeVersion: string
  readonly runtimeSocket: string
  /** How long the node existed before the simulation starts. */
  readonly ageMs: number
  /** The kubelet answers `logs/?query=` (feature NodeLogQuery with `enableSystemLogQuery`). */
  readonly logQuery: boolean
  /** The kubelet runs with `--cloud-provider=external`: a new Node waits for the cloud-controller-manager. */
  readonly externalCloud: boolean
  /** Hard eviction thresholds, as in the kubelet's configuration. */
  readonly evictionHard: Readonly<Record<string, string>>
  /** Further labels. */
  readonly labels?: Readonly<Record<string, string>>
  /** Name and folder of the network plugin, where they differ from the usual ones. */
  readonly cni?: { readonly plugin?: string; readonly binaryFolder?: string }
}

/** The kubelet's own defaults, and 5 % of the PIDs (which has no default). */
const defaultEvictionHard: Readonly<Record<string, string>> = {
  'imagefs.available': '15%',
  'memory.available': '100Mi',
  'nodefs.available': '10%',
  'nodefs.inodesFree': '5%',
  'pid.available': '5%',
}

const DAY_MS = 86_400_000

/** A node with the usual values; `overrides` says who it is. */
export function nodeSpec(overrides: Partial<NodeSpec> & { readonly name: string; readonly address: string }): NodeSpec {
  return {
    role: 'worker',
    cpu: 4,
    memoryKi: 16_084_516,
    maxPods: 110,
    kubeletVersion: 'v1.33.13',
    osImage: 'Debian GNU/Linux 12 (bookworm)',
    kernelVersion: '6.1.0-28-cloud-amd64',
    runtimeVersion: 'containerd://1.7.27',
    runtimeSocket: '/run/containerd/containerd.sock',
    ageMs: 41 * DAY_MS,
    logQuery: true,
    externalCloud: true,
    evictionHard: defaultEvictionHard,
    ...overrides,
  }
}

/** Which nodes to make. */
export interface FleetOptions {
  readonly workers: number
  readonly controlPlanes: number
  readonly zones: readonly string[]
}

/** `cp-1…` and `node-1…`, spread over the zones in turn, three pools by turns of three. */
export function fleet({ workers, controlPlanes, zones }: FleetOptions): readonly NodeSpec[] {
  const leaders = Array.from({ length: controlPlanes }, (_, index) => controlPlaneSpec(index, zones))
  return [...leaders, ...Array.from({ length: workers }, (_, index) => workerSpec(index, zones))]
}

function controlPlaneSpec(index: number, zones: readonly string[]): NodeSpec {
  return nodeSpec({
    ...place(index, zones, `10.0.0.${11 + index}`, index),
    name: `cp-${index + 1}`,
    role: 'control-plane',
    pool: 'control-plane',
    instanceType: 'm6i.xlarge',
  })
}

function workerSpec(index: number, zones: readonly string[]): NodeSpec {
  const address = `10.${1 + Math.floor(index / 60_000)}.${1 + Math.floor(index / 200)}.${11 + (index % 200)}`
  const pool = Math.floor(index / Math.max(1, zones.length)) % 2 === 0 ? 'general' : 'batch'
  return nodeSpec({
    ...place(index, zones, address, index + 16),
    name: `node-${index + 1}`,
    pool,
    instanceType: pool === 'general' ? 'm6i.xlarge' : 'c6i.xlarge',
  })
}

function place(index: number, zones: readonly string[], address: string, network: number) {
  const zone = zones[index % Math.max(1, zones.length)]
  const instance = `i-${(0x5f3759df + network * 2_654_435_761).toString(16).padStart(17, '0').slice(-17)}`
  return {
    address,
    ...(zone && { zone, region: zone.slice(0, -1), providerID: `aws:///${zone}/${instance}` }),
    podCIDR: `10.${128 + (network >> 8)}.${network & 255}.0/24`,
  }
}
