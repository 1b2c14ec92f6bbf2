import type { EpochMs } from './evidence.ts'
import type { FactShapes } from './fact.ts'

type Sibling = FactShapes['siblingNode']

/** How long a Lease holds where it does not say so (the kubelet's `nodeLeaseDurationSeconds`). */
export const defaultLeaseSeconds = 40

/** Nodes that fell silent within this time of one another may have one cause; kubelets renew every 10 s. */
const togetherMs = 120_000

/** True for a node whose Lease has run out: its kubelet does not reach the API server, whatever the condition says. */
export function isSilent(node: Sibling, now: EpochMs): boolean {
  if (node.leaseRenewedAt === undefined) return node.ready === 'Unknown'
  return now - node.leaseRenewedAt > (node.leaseSeconds ?? defaultLeaseSeconds) * 1000
}

/** True where only the Table's word NotReady is known, which stands for silent and talking nodes alike. */
export function isUnread(node: Sibling): boolean {
  return node.ready === 'False' && node.reason === 'NotReady' && node.leaseRenewedAt === undefined
}

/** Silent nodes by when they fell silent: a gap of more than two minutes begins another trouble. */
export function byOnset(silent: readonly Sibling[]): readonly (readonly Sibling[])[] {
  const dated = silent
    .map((node) => ({ node, at: node.leaseRenewedAt ?? node.changedAt }))
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || (a.node.name < b.node.name ? -1 : 1))
  const groups: Sibling[][] = []
  let before: EpochMs | undefined
  for (const { node, at } of dated) {
    const group = groups.at(-1)
    if (group && at !== undefined && before !== undefined && at - before <= togetherMs) group.push(node)
    else groups.push([node])
    before = at
  }
  return groups
}
