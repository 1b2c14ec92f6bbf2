import type { EpochMs } from './evidence.ts'
import type { FactShapes } from './fact.ts'
import { byOnset, isSilent, isUnread } from './silence.ts'

type Sibling = FactShapes['siblingNode']

/** Sick nodes that may have one cause. */
export type Trouble = readonly Sibling[]

/**
 * The sick nodes by what is wrong with them, the largest group first: the silent by when that began, the others by what
 * their kubelet says. Nodes of which only the Table is known go with the largest group, which speaks for them.
 */
export function troublesOf(sick: readonly Sibling[], now: EpochMs): readonly Trouble[] {
  const known = sick.filter((node) => !isUnread(node))
  const silent = known.filter((node) => isSilent(node, now))
  const talking = new Map<string, Sibling[]>()
  for (const node of known.filter((one) => !silent.includes(one))) {
    const said = wordsOf(node)
    talking.set(said, [...(talking.get(said) ?? []), node])
  }
  const groups = [...byOnset(silent), ...talking.values()].sort((a, b) => b.length - a.length || byName(a, b))
  const unread = sick.filter(isUnread)
  if (unread.length === 0) return groups
  const [largest = [], ...others] = groups
  return [[...largest, ...unread], ...others]
}

/** Status, reason, and whether the reason is the network: the kubelet gives all its reasons one name. */
function wordsOf({ ready, reason, message }: Sibling): string {
  return `${ready} ${reason} ${/network|cni/i.test(message) ? 'network' : ''}`
}

function byName([a]: Trouble, [b]: Trouble): number {
  return (a?.name ?? '') < (b?.name ?? '') ? -1 : 1
}
