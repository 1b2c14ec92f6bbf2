import type { EpochMs } from './evidence.ts'
import type { Fact, FactShapes } from './fact.ts'
import { compareScopeLabels, isScopeLabel } from './scope-labels.ts'
import { isSilent } from './silence.ts'
import type { Target } from './target.ts'
import { type Trouble, troublesOf } from './troubles.ts'

/** How far the trouble reaches, judged from the siblings. */
export interface Scope {
  /** Nodes in the cluster; 0 when the siblings could not be read. */
  readonly total: number
  /** Names of the nodes that are not Ready (or silent), sorted. */
  readonly sick: readonly string[]
  /**
   * Names of the sick nodes that may have one cause with the target (of a cluster: the largest such group), sorted; absent
   * when these are all the sick.
   */
  readonly alike?: readonly string[]
  /**
   * How many are alike: `none` nobody is sick, `node` one is, `group` several that share `shared`, `many` several without,
   * `all` every node of the cluster.
   */
  readonly level: 'unknown' | 'none' | 'node' | 'group' | 'many' | 'all'
  /**
   * Label values or versions that all nodes which are alike have and no healthy node has; one healthy node in ten is let
   * pass, since the last of a failing zone is marked late. Empty unless two nodes are alike.
   */
  readonly shared: readonly Trait[]
  /** The healthy nodes that `shared` was compared with; absent: all of them. */
  readonly peers?: 'workers'
}

/** A label value, or a version, of a node. */
interface Trait {
  readonly label: string
  readonly value: string
  /** Some healthy nodes have it too. */
  readonly stragglers?: true
}

/** The sick nodes that the target is one of by what is wrong with it; for a whole cluster the largest group of them. */
export function alikeIn({ alike, sick }: Scope): readonly string[] {
  return alike ?? sick
}

/** What scope is judged from. */
export interface Surroundings {
  readonly siblings: readonly Fact<'siblingNode'>[]
  /** Counted by the API server, also when not all siblings were read. */
  readonly count?: Fact<'siblingCount'>
  /** The cluster's clock. */
  readonly now: EpochMs
  readonly target?: Target
}

type Sibling = FactShapes['siblingNode']

/** Share of healthy nodes among those with a value that still lets the value count as the sick ones' own. */
const stragglers = 0.1

/** Judges how far the trouble reaches. */
export function scopeOf({ siblings, count, now, target }: Surroundings): Scope {
  if (siblings.length === 0) return { total: 0, sick: [], level: 'unknown', shared: [] }
  const nodes = siblings.map(({ value }) => value)
  const sick = nodes.filter((node) => isSick(node, now))
  const alike = alikeOf(troublesOf(sick, now), target)
  const total = Math.max(nodes.length, count?.value.total ?? 0)
  const peers = healthyPeers(alike, sick, nodes)
  const shared = alike.length < 2 || sick.length === nodes.length ? [] : sharedBy(alike, peers)
  return {
    total,
    sick: namesOf(sick),
    ...(alike.length < sick.length && { alike: namesOf(alike) }),
    level: levelOf(sick.length, alike.length, total, shared.length),
    shared,
    ...(shared.length > 0 && peers.length + sick.length < nodes.length && { peers: 'workers' }),
  }
}

function alikeOf(troubles: readonly Trouble[], target: Target | undefined): Trouble {
  const [largest = []] = troubles
  if (target?.kind !== 'node') return largest
  return troubles.find((trouble) => trouble.some(({ name }) => name === target.name)) ?? largest
}

function namesOf(nodes: readonly Sibling[]): readonly string[] {
  return nodes.map(({ name }) => name).sort()
}

/** True for a node that is not Ready, or says Ready while its Lease has run out. */
function isSick(node: Sibling, now: EpochMs): boolean {
  return node.ready !== 'True' || isSilent(node, now)
}

function levelOf(sick: number, alike: number, total: number, shared: number): Scope['level'] {
  if (sick === 0) return 'none'
  if (alike === total && total > 1) return 'all'
  if (alike === 1) return 'node'
  return shared > 0 ? 'group' : 'many'
}

function sharedBy(alike: readonly Sibling[], peers: readonly Sibling[]): Scope['shared'] {
  const [first, ...others] = alike.map(traitsOf)
  const common = [...(first ?? [])].filter(([label, value]) => others.every((traits) => traits.get(label) === value))
  const healthy = peers.map(traitsOf)
  return common.flatMap(([label, value]) => {
    const holders = healthy.filter((traits) => traits.get(label) === value).length
    const isRare = holders <= Math.floor((alike.length + holders) * stragglers) && holders * 2 <= healthy.length
    return isRare ? [{ label, value, ...(holders > 0 && { stragglers: true as const }) }] : []
  })
}

/**
 * The healthy nodes to compare with. Control-plane nodes have their API server at hand and stay Ready where the workers
 * of their zone are cut off, so sick workers are compared with workers, if any is healthy.
 */
function healthyPeers(
  alike: readonly Sibling[],
  sick: readonly Sibling[],
  nodes: readonly Sibling[],
): readonly Sibling[] {
  const ill = new Set(sick)
  const healthy = nodes.filter((node) => !ill.has(node))
  const workers = healthy.filter((node) => !isControlPlane(node))
  return workers.length > 0 && !alike.some(isControlPlane) ? workers : healthy
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
