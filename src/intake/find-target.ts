import { nearestNames } from '../diagnosis/nearest-names.ts'
import { parseTarget, type Target } from '../diagnosis/target.ts'
import type { Inventory, NodeList } from './inventory.ts'

/** What somebody meant. */
export type TargetChoice =
  | { readonly kind: 'found'; readonly target: Target }
  /** Several nodes or none fit; `near` may be empty. `total` is how many nodes there are. */
  | { readonly kind: 'unclear'; readonly typed: string; readonly near: readonly string[]; readonly fits: number }
  | { readonly kind: 'invalid'; readonly problem: string }

/** Names are completed from a list of this age; only when nothing fits it is read again. */
const freshEnough = { completing: 60_000, denying: 5_000 }
/** Nobody waits longer for a completion: then the name counts as typed. */
const withinMs = 1_000
const offered = 5

/** Reads, completes and corrects one target. */
export async function findTarget(typed: string, cluster: string, inventory: Inventory): Promise<TargetChoice> {
  const parsed = parseTarget(typed.toLowerCase())
  if ('problem' in parsed) return invalidOrNear(typed, parsed.problem, cluster, inventory)
  if (parsed.kind !== 'node') return { kind: 'found', target: parsed }
  const choice = await choose(parsed.name, freshEnough.completing, cluster, inventory)
  if (choice.kind === 'found') return choice
  return choose(parsed.name, freshEnough.denying, cluster, inventory)
}

async function choose(name: string, maxAgeMs: number, cluster: string, inventory: Inventory): Promise<TargetChoice> {
  const answer = await inventory.nodes(cluster, { maxAgeMs, withinMs })
  const found = (node: string): TargetChoice => ({ kind: 'found', target: { kind: 'node', name: node } })
  if ('problem' in answer) return found(name)
  const names = namesOf(answer.list)
  if (names.includes(name)) return found(name)
  const begun = names.filter((one) => one.startsWith(name))
  const [only] = begun
  if (only !== undefined && begun.length === 1) return found(only)
  // Of a very large cluster not every node was read: what was typed may well exist.
  if (begun.length === 0 && answer.list.total > names.length) return found(name)
  const near = begun.length > 0 ? begun.slice(0, offered) : nearestNames(name, names, offered)
  return { kind: 'unclear', typed: name, near, fits: begun.length }
}

/** What cannot be a name may still be near one: `node_3`, `Node 3!`. */
async function invalidOrNear(
  typed: string,
  problem: string,
  cluster: string,
  inventory: Inventory,
): Promise<TargetChoice> {
  const answer = await inventory.nodes(cluster, { maxAgeMs: freshEnough.completing, withinMs })
  const plain = typed.replace(/^nodes?\//i, '').replaceAll('_', '-')
  const near = 'list' in answer && plain.length < 100 ? nearestNames(plain, namesOf(answer.list), offered) : []
  return near.length > 0 ? { kind: 'unclear', typed: plain, near, fits: 0 } : { kind: 'invalid', problem }
}

function namesOf({ nodes }: NodeList): readonly string[] {
  return nodes.map(({ name }) => name)
}
