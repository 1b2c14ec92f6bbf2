import { describe, expect, it } from 'vitest'
import { createAuthorizer, refusal } from '../../../../src/playground/cluster/api/authorizer.ts'
import { putBootstrapRoles, RBAC_TYPES } from '../../../../src/playground/cluster/api/bootstrap-roles.ts'
import { requestInfo } from '../../../../src/playground/cluster/api/request-info.ts'
import { createMemoryStore } from '../../../../src/playground/cluster/memory-store.ts'
import { frozenClock } from '../stub-backend.ts'

const GROUP = 'rbac.authorization.k8s.io'
const bot = { name: 'system:serviceaccount:kubemedic:bot', groups: ['system:authenticated'] }

function clusterWith(rules: readonly object[], namespace?: string) {
  const store = createMemoryStore(frozenClock())
  putBootstrapRoles(store)
  const [roleKind, roleType, bindingType] = namespace
    ? (['Role', RBAC_TYPES.roles, RBAC_TYPES.roleBindings] as const)
    : (['ClusterRole', RBAC_TYPES.clusterRoles, RBAC_TYPES.clusterRoleBindings] as const)
  const metadata = { name: 'bot', namespace }
  store.put(roleType, { apiVersion: `${GROUP}/v1`, kind: roleKind, metadata, rules })
  const subjects = [{ kind: 'ServiceAccount', name: 'bot', namespace: 'kubemedic' }]
  const roleRef = { apiGroup: GROUP, kind: roleKind, name: 'bot' }
  store.put(bindingType, { apiVersion: `${GROUP}/v1`, kind: `${roleKind}Binding`, metadata, roleRef, subjects })
  const authorizer = createAuthorizer(store)
  return (path: string, method = 'GET') =>
    refusal(authorizer, bot, requestInfo(method, new URL(path, 'https://localhost')))?.message
}

describe('authorization', () => {
  it('allows exactly what a ClusterRole grants', () => {
    const ask = clusterWith([{ apiGroups: [''], resources: ['nodes', 'nodes/proxy'], verbs: ['get', 'list'] }])
    expect(ask('/api/v1/nodes')).toBeUndefined()
    expect(ask('/api/v1/nodes/node-1/proxy/stats/summary')).toBeUndefined()
    expect(ask('/api/v1/nodes?watch=1')).toBe(
      'nodes is forbidden: User "system:serviceaccount:kubemedic:bot" cannot watch resource "nodes" in API group "" at the cluster scope',
    )
    expect(ask('/api/v1/nodes/node-1', 'DELETE')).toContain('cannot delete resource "nodes"')
    expect(ask('/apis/apps/v1/deployments')).toContain('in API group "apps" at the cluster scope')
  })

  it('keeps a Role within its namespace', () => {
    const ask = clusterWith([{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }], 'shop')
    expect(ask('/api/v1/namespaces/shop/pods/web/log')).toBeUndefined()
    expect(ask('/api/v1/namespaces/shop')).toBeUndefined()
    expect(ask('/api/v1/namespaces/bank/pods/web/log')).toBe(
      'pods "web" is forbidden: User "system:serviceaccount:kubemedic:bot" cannot get resource "pods/log" in API group "" in the namespace "bank"',
    )
    expect(ask('/api/v1/pods')).toContain('at the cluster scope')
  })

  it('heeds resource names, also for a list that selects one name', () => {
    const rule = { apiGroups: [''], resources: ['nodes'], resourceNames: ['node-1'], verbs: ['get', 'list'] }
    const ask = clusterWith([rule])
    expect(ask('/api/v1/nodes/node-1')).toBeUndefined()
    expect(ask('/api/v1/nodes?fieldSelector=metadata.name=node-1')).toBeUndefined()
    expect(ask('/api/v1/nodes/node-2')).toContain('nodes "node-2" is forbidden')
    expect(ask('/api/v1/nodes')).toContain('nodes is forbidden')
  })

  it('grants paths by prefix', () => {
    const ask = clusterWith([{ nonResourceURLs: ['/readyz/*'], verbs: ['get'] }])
    expect(ask('/readyz/etcd')).toBeUndefined()
    expect(ask('/livez')).toBeUndefined()
    expect(ask('/livez/etcd')).toBe(
      'forbidden: User "system:serviceaccount:kubemedic:bot" cannot get path "/livez/etcd"',
    )
  })
})
