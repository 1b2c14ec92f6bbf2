import type { Collector, Permission } from '../src/collectors/collector.ts'

/** Renders the least RBAC that the collectors of one role need, from what they declare. */
export function renderRbac(role: Collector['role'], collectors: readonly Collector[], why: string): string {
  const permissions = collectors.filter((collector) => collector.role === role).flatMap((c) => c.permissions)
  const name = `kubemedic-${role}`
  const clusterWide = permissions.filter((permission) => !('namespace' in permission && permission.namespace))
  const namespaces = [
    ...new Set(permissions.flatMap((p) => ('namespace' in p && p.namespace ? [p.namespace] : []))),
  ].sort()
  const parts = [
    ...(clusterWide.length > 0 ? [roleDocument('ClusterRole', name, clusterWide), binding('ClusterRole', name)] : []),
    ...namespaces.flatMap((namespace) => {
      const inside = permissions.filter((p) => 'namespace' in p && p.namespace === namespace)
      return [roleDocument('Role', name, inside, namespace), binding('Role', name, namespace)]
    }),
  ]
  return `# ${why}\n# Made from what the collectors declare: npm run golden:update\n${parts.join('---\n')}`
}

function roleDocument(
  kind: 'ClusterRole' | 'Role',
  name: string,
  permissions: readonly Permission[],
  namespace?: string,
) {
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata:
  name: ${name}${namespace ? `\n  namespace: ${namespace}` : ''}
rules:
${ruleLines(permissions)}
`
}

/** One rule for a set of verbs on a resource, one for all paths, in alphabetical order. */
function ruleLines(permissions: readonly Permission[]): string {
  const verbs = new Map<string, Set<string>>()
  for (const permission of permissions) {
    const key = 'path' in permission ? `path ${permission.path}` : `${permission.group} ${permission.resource}`
    verbs.set(key, (verbs.get(key) ?? new Set()).add(permission.verb))
  }
  return [...verbs.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, set]) => ruleLine(key, [...set].sort()))
    .join('\n')
}

function ruleLine(key: string, verbs: readonly string[]): string {
  const list = `verbs: [${verbs.map((verb) => `"${verb}"`).join(', ')}]`
  if (key.startsWith('path ')) return `  - nonResourceURLs: ["${key.slice('path '.length)}"]\n    ${list}`
  const [group = '', resource = ''] = key.split(' ')
  return `  - apiGroups: ["${group}"]\n    resources: ["${resource}"]\n    ${list}`
}

function binding(kind: 'ClusterRole' | 'Role', name: string, namespace?: string): string {
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}Binding
metadata:
  name: ${name}${namespace ? `\n  namespace: ${namespace}` : ''}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ${kind}
  name: ${name}
subjects:
  - kind: ServiceAccount
    name: kubemedic
    namespace: kubemedic
`
}
