import type { Collector, Permission } from '../src/collectors/collector.ts'

/** Renders the least RBAC that the collectors of one role need, from what they declare; each rung adds to `read`. */
export function renderRbac(role: Collector['role'], collectors: readonly Collector[], why: string): string {
  const [own, given] = [permissionsOf(role, collectors), role === 'read' ? [] : permissionsOf('read', collectors)]
  const permissions = own.filter((permission) => !given.some((other) => isSame(other, permission)))
  const name = `kubemedic-${role}`
  const clusterWide = permissions.filter((permission) => !('namespace' in permission && permission.namespace))
  const namespaces = [
    ...new Set(permissions.flatMap((p) => ('namespace' in p && p.namespace ? [p.namespace] : []))),
  ].sort()
  const parts = [
    ...(clusterWide.length > 0 ? [roleDocument('ClusterRole', name, clusterWide), binding('ClusterRole', name)] : []),
    ...namespaces.flatMap((namespace) => {
      const inside = permissions.filter((p) => {
        return 'namespace' in p && p.namespace === namespace && !clusterWide.some((wide) => covers(wide, p))
      })
      return inside.length > 0 ? [roleDocument('Role', name, inside, namespace), binding('Role', name, namespace)] : []
    }),
  ]
  return `# ${why}\n# Made from what the collectors declare: npm run golden:update\n${parts.join('---\n')}`
}

function permissionsOf(role: Collector['role'], collectors: readonly Collector[]): readonly Permission[] {
  return collectors.filter((collector) => collector.role === role).flatMap(({ permissions }) => permissions)
}

function isSame(one: Permission, other: Permission): boolean {
  const keys = ['path', 'group', 'resource', 'verb', 'namespace', 'name'] as const
  const text = (permission: Permission) => JSON.stringify(permission, [...keys])
  return text(one) === text(other)
}

/** Whether what is allowed in the whole cluster makes the same permission in a namespace needless. */
function covers(wide: Permission, inside: Permission): boolean {
  if ('path' in wide || 'path' in inside || wide.name !== undefined) return false
  return wide.group === inside.group && wide.resource === inside.resource && wide.verb === inside.verb
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
    const key =
      'path' in permission
        ? `path ${permission.path}`
        : `${permission.group} ${permission.resource} ${permission.name ?? ''}`
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
  const [group = '', resource = '', name = ''] = key.split(' ')
  const only = name === '' ? '' : `    resourceNames: ["${name}"]\n`
  return `  - apiGroups: ["${group}"]\n    resources: ["${resource}"]\n${only}    ${list}`
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
