import type { KubeObject, ObjectStore, ResourceType } from '../object-store.ts'
import type { UserSpec } from './users.ts'

/** `rules[]` of a Role. https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
export interface PolicyRule {
  readonly verbs: readonly string[]
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly nonResourceURLs?: readonly string[]
}

const GROUP = 'rbac.authorization.k8s.io'
const API_VERSION = `${GROUP}/v1`

/** The resource types of RBAC objects in the store. */
export const RBAC_TYPES = {
  clusterRoles: { group: GROUP, version: 'v1', resource: 'clusterroles' },
  clusterRoleBindings: { group: GROUP, version: 'v1', resource: 'clusterrolebindings' },
  roles: { group: GROUP, version: 'v1', resource: 'roles' },
  roleBindings: { group: GROUP, version: 'v1', resource: 'rolebindings' },
} as const satisfies Record<string, ResourceType>

const HEALTH_PATHS = ['/healthz', '/livez', '/readyz', '/version', '/version/']
const DISCOVERY_PATHS = ['/api', '/api/*', '/apis', '/apis/*', '/openapi', '/openapi/*']
const PROBE_PATHS = ['/healthz/*', '/livez/*', '/readyz/*', '/metrics', '/metrics/slis']

function readRule(apiGroup: string, resources: readonly string[]): PolicyRule {
  return { apiGroups: [apiGroup], resources, verbs: ['get', 'list', 'watch'] }
}

/** What the built-in `view` role may read: neither nodes, nor secrets, nor leases. */
const VIEW: readonly PolicyRule[] = [
  readRule('', [
    ...['configmaps', 'endpoints', 'persistentvolumeclaims', 'pods', 'replicationcontrollers', 'serviceaccounts'],
    ...['services', 'bindings', 'events', 'limitranges', 'namespaces', 'namespaces/status', 'pods/log', 'pods/status'],
    ...['resourcequotas', 'resourcequotas/status'],
  ]),
  readRule('apps', ['controllerrevisions', 'daemonsets', 'deployments', 'replicasets', 'statefulsets']),
  readRule('discovery.k8s.io', ['endpointslices']),
  readRule('policy', ['poddisruptionbudgets']),
]

const EVERYTHING: readonly PolicyRule[] = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
  { nonResourceURLs: ['*'], verbs: ['*'] },
]

/** The ClusterRoles of `poststarthook/rbac/bootstrap-roles` that matter to a reader. */
const CLUSTER_ROLES: Readonly<Record<string, readonly PolicyRule[]>> = {
  'cluster-admin': EVERYTHING,
  'system:basic-user': [
    {
      apiGroups: ['authorization.k8s.io'],
      resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
      verbs: ['create'],
    },
  ],
  'system:discovery': [{ nonResourceURLs: [...HEALTH_PATHS, ...DISCOVERY_PATHS], verbs: ['get'] }],
  'system:monitoring': [{ nonResourceURLs: [...HEALTH_PATHS, ...PROBE_PATHS], verbs: ['get'] }],
  'system:public-info-viewer': [{ nonResourceURLs: HEALTH_PATHS, verbs: ['get'] }],
  view: VIEW,
}

const GROUP_BINDINGS: readonly [string, readonly string[]][] = [
  ['cluster-admin', ['system:masters']],
  ['system:basic-user', ['system:authenticated']],
  ['system:discovery', ['system:authenticated']],
  ['system:monitoring', ['system:monitoring']],
  ['system:public-info-viewer', ['system:authenticated', 'system:unauthenticated']],
]

function clusterRole(name: string, rules: readonly PolicyRule[]): KubeObject {
  const labels = { 'kubernetes.io/bootstrapping': 'rbac-defaults' }
  return { apiVersion: API_VERSION, kind: 'ClusterRole', metadata: { name, labels }, rules }
}

function clusterRoleBinding(
  name: string,
  role: string,
  kind: 'Group' | 'User',
  subjects: readonly string[],
): KubeObject {
  return {
    apiVersion: API_VERSION,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name: role },
    subjects: subjects.map((subject) => ({ apiGroup: GROUP, kind, name: subject })),
  }
}

/** Puts the built-in ClusterRoles and bindings into the store; an object that is already there stays as it is. */
export function putBootstrapRoles(store: ObjectStore): void {
  for (const [name, rules] of Object.entries(CLUSTER_ROLES)) {
    if (!store.get(RBAC_TYPES.clusterRoles, undefined, name))
      store.put(RBAC_TYPES.clusterRoles, clusterRole(name, rules))
  }
  for (const [role, groups] of GROUP_BINDINGS) {
    if (store.get(RBAC_TYPES.clusterRoleBindings, undefined, role)) continue
    store.put(RBAC_TYPES.clusterRoleBindings, clusterRoleBinding(role, role, 'Group', groups))
  }
}

/** Binds a user to the ClusterRoles it was given. */
export function bindUser(store: ObjectStore, { name, clusterRoles = [] }: UserSpec): void {
  for (const role of clusterRoles) {
    const binding = clusterRoleBinding(`${name}:${role}`, role, 'User', [name])
    store.put(RBAC_TYPES.clusterRoleBindings, binding)
  }
}
