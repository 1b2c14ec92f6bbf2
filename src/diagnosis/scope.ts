import type { EpochMs } from './evidence.ts'
import type { Fact, FactShapes } from './fact.ts'
import { compareScopeLabels, isScopeLabel } from './scope-labels.ts'

/** How far the trouble reaches, judged from the siblings. */
export interface Scope {
  /** Nodes in the cluster; 0 when the siblings could not be read. */
  readonly total: number
  /** Names of the nodes that are not Ready (or silent), sorted. */
  readonly sick: readonly string[]
  /** `none` nobody is sick, `node` one is, `group` several that share `shared`, `many` several without, `all` every node. */
  readonly level: 'unknown' | 'none' | 'node' | 'group' | 'many' | 'all'
  /**
   * Label values or versions that every sick node has and no healthy node has; one healthy node in ten is let pass, since
   * the last of a failing zone is marked late. Empty unless two nodes are sick.
   */
  readonly shared: readonly { readonly label: string; readonly value: string }[]
}

/** What scope is judged from. */
export interface Surroundings {
  readonly siblings: readonly Fact<'siblingNode'>[]
  /** Counted by the API server, also when not all siblings were read. */
  readonly count?: Fact<'siblingCount'>
  /** The cluster's clock. */
  readonly now: EpochMs
}

type Sibling = FactShapes['siblingNode']

/** Share of healthy nodes among those with a value that still lets the value count as the sick ones' own. */
const stragglers = 0.1

/** Judges how far the trouble reaches. */
export function scopeOf({ siblings, count, now }: Surroundings): Scope {
  if (siblings.length === 0) return { total: 0, sick: [], level: 'unknown', shared: [] }
  const nodes = siblings.map(({ value }) => value)
  const sick = nodes.filter((node) => isSick(node, now))
  const total = Math.max(nodes.length, count?.value.total ?? 0)
  const shared = sick.length < 2 || sick.length === nodes.length ? [] : sharedBy(sick, nodes)
  return { total, sick: sick.map(({ name }) => name).sort(), level: levelOf(sick.length, total, shared.length), shared }
}

/** True for a node that is not Ready, or says Ready while its Lease has run out. */
function isSick(node: Sibling, now: EpochMs): boolean {
  return node.ready !== 'True' || isSilent(node, now)
}

/** True for a node whose Lease has run out: its kubelet does not reach the API server, whatever the condition says. */
export function isSilent(node: Sibling, now: EpochMs): boolean {
  if (node.leaseRenewedAt === undefined) return node.ready === 'Unknown'
  return now - node.leaseRenewedAt > (node.leaseSeconds ?? 40) * 1000
}

function levelOf(sick: number, total: number, shared: number): Scope['level'] {
  if (sick === 0) return 'none'
  if (sick === 1) return 'node'
  if (sick === total) return 'all'
  return shared > 0 ? 'group' : 'many'
}

function sharedBy(sick: readonly Sibling[], nodes: readonly Sibling[]): Scope['shared'] {
  const [first, ...others] = sick.map(traitsOf)
  const common = [...(first ?? [])].filter(([label, value]) => others.every((traits) => traits.get(label) === value))
  const healthy = healthyPeers(sick, nodes).map(traitsOf)
  return common
    .filter(([label, value]) => {
      const holders = healthy.filter((traits) => traits.get(label) === value).length
      return holders <= Math.floor((sick.length + holders) * stragglers) && holders * 2 <= healthy.length
    })
    .map(([label, value]) => ({ label, value }))
}

/**
 * The healthy nodes to compare with. Control-plane nodes have their API server at hand and stay Ready where the workers
 * of their zone are cut off, so sick workers are compared with workers, if any is healthy.
 */
function healthyPeers(sick: readonly Sibling[], nodes: readonly Sibling[]): readonly Sibling[] {
  const ill = new Set(sick)
  const healthy = nodes.filter((node) => !ill.has(node))
  const workers = healthy.filter((node) => !isControlPlane(node))
  return workers.length > 0 && !sick.some(isControlPlane) ? workers : healthy
}

function isControlPlane({ labels }: Sibling): boolean {
  return 'node-role.kubernetes.io/control-plane' in labels
}

/** What may set a node apart, most telling first. */
function traitsOf(node: Sibling): ReadonlyMap<string, string> {
  const labels = Object.entries(node.labels)
    .filter(([key]) => isScopeLabel(key))
    .sort(([a], [b]) => compareScopeLabels(a, b))
  const versions: [string, string | undefined][] = [
    ['kubelet version', node.kubeletVersion],
    ['OS image', node.osImage],
    ['kernel', node.kernelVersion],
    ['container runtime', knownRuntime(node.runtimeVersion)],
  ]
  return new Map([...labels, ...versions.filter((entry): entry is [string, string] => Boolean(entry[1]))])
}

/** `containerd://Unknown` is what a dead runtime looks like: an effect, nothing that nodes have in common. */
function knownRuntime(version: string | undefined): string | undefined {
  return version?.endsWith('://Unknown') ? undefined : version
}
