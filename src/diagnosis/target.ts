/** What is diagnosed: a node, the control plane behind it, or the cluster as a whole. */
export type Target =
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'control-plane' }
  | { readonly kind: 'cluster' }

/** What a target may be; collectors and rules say which kinds they can speak about. */
export type TargetKind = Target['kind']

/** The text form that people type and reports print: `node/node-3`, `control-plane`, `cluster`. */
export function formatTarget(target: Target): string {
  return target.kind === 'node' ? `node/${target.name}` : target.kind
}

/** The node's name for sentences and commands; a placeholder when the target is no node. */
export function nodeNameOf(target: Target): string {
  return target.kind === 'node' ? shellName(target.name) : shellName()
}

/**
 * A node's name as it may stand in a command that people paste into a shell: the name itself if Kubernetes allows it (no
 * such name means anything to a shell), else a placeholder. Every name in advice passes here, since evidence may be
 * made by hand.
 */
export function shellName(name = ''): string {
  return isNodeName(name) ? name : '<node>'
}

/** Reads `node-3`, `node/node-3`, `control-plane` or `cluster`; anything else is an error message for the person. */
export function parseTarget(text: string): Target | { readonly problem: string } {
  const trimmed = text.trim()
  if (trimmed === 'control-plane' || trimmed === 'cluster') return { kind: trimmed }
  const name = trimmed.startsWith('node/') ? trimmed.slice('node/'.length) : trimmed
  if (name.includes('/')) {
    return { problem: `cannot diagnose "${trimmed}": a target is node/<name>, control-plane or cluster` }
  }
  if (!isNodeName(name)) return { problem: `"${name}" cannot be a node name: lower-case letters, digits, "-" and "."` }
  return { kind: 'node', name }
}

/** Node names are DNS-1123 subdomains of at most 253 characters (Kubernetes docs, "Object Names and IDs"). */
export function isNodeName(name: string): boolean {
  const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
  return name.length <= 253 && new RegExp(`^${label}(\\.${label})*$`).test(name)
}
