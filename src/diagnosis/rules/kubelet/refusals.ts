/**
 * The node authorizer and the NodeRestriction admission plugin name both nodes, or say that an object must bear the
 * node's own name (Kubernetes docs, "Using Node Authorization"). A plain "forbidden" without a second name is RBAC.
 */
const namingRefusals: readonly RegExp[] = [
  /node ["'][^"']+["'] (is not allowed to|cannot) (modify|read|update|get|create|delete)( node)? ["'][^"']+["']/i,
  /can only access node lease with the same name as the requesting node/i,
]

/** `nodes "a" is forbidden: User "system:node:b" …`: the two names differ. */
const userAndObject = /(?:nodes|leases\.coordination\.k8s\.io) "([^"]+)" is forbidden: User "system:node:([^"]+)"/i

/** Structured logs carry the error inside quotes of their own. */
function unquoted(message: string): string {
  return message.replaceAll('\\"', '"')
}

/** Whether a kubelet was refused because it acts under another name than that of its credentials. */
export function refusesName(message: string): boolean {
  const text = unquoted(message)
  const match = userAndObject.exec(text)
  return namingRefusals.some((refusal) => refusal.test(text)) || (match !== null && match[1] !== match[2])
}

/** Whether a kubelet's credentials as such were refused: expired, or of an authority that is not trusted any more. */
export function refusesCredentials(message: string): boolean {
  return /\bUnauthorized\b|must be logged in to the server/.test(message)
}

/** Whether the API server answered at all, if only to refuse: then the way to it works. */
export function isRefusal(message: string): boolean {
  return refusesName(message) || refusesCredentials(message) || /is forbidden: User "/.test(unquoted(message))
}
