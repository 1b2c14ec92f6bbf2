import type { HealthCheck } from '../backend.ts'

/** Post-start hooks and controllers of kube-apiserver v1.33, in the order in which `/livez?verbose` prints them. */
const hooks: readonly string[] = [
  'poststarthook/start-apiserver-admission-initializer',
  'poststarthook/generic-apiserver-start-informers',
  'poststarthook/priority-and-fairness-config-consumer',
  'poststarthook/priority-and-fairness-filter',
  'poststarthook/storage-object-count-tracker-hook',
  'poststarthook/start-apiextensions-informers',
  'poststarthook/start-apiextensions-controllers',
  'poststarthook/crd-informer-synced',
  'poststarthook/start-system-namespaces-controller',
  'poststarthook/start-cluster-authentication-info-controller',
  'poststarthook/start-kube-apiserver-identity-lease-controller',
  'poststarthook/start-kube-apiserver-identity-lease-garbage-collector',
  'poststarthook/start-legacy-token-tracking-controller',
  'poststarthook/start-service-ip-repair-controllers',
  'poststarthook/rbac/bootstrap-roles',
  'poststarthook/scheduling/bootstrap-system-priority-classes',
  'poststarthook/priority-and-fairness-config-producer',
  'poststarthook/bootstrap-controller',
  'poststarthook/start-kubernetes-service-cidr-controller',
  'poststarthook/aggregator-reload-proxy-client-cert',
  'poststarthook/start-kube-aggregator-informers',
  'poststarthook/apiservice-status-local-available-controller',
  'poststarthook/apiservice-status-remote-available-controller',
  'poststarthook/apiservice-registration-controller',
  'poststarthook/apiservice-wait-for-first-sync',
  'poststarthook/apiservice-discovery-controller',
  'poststarthook/kube-apiserver-autoregistration',
  'autoregister-completion',
  'poststarthook/apiservice-openapi-controller',
  'poststarthook/apiservice-openapiv3-controller',
]

/** Which checks one endpoint has. OpenShift starts its API server without the etcd checks in `/readyz`. */
export function checkNames(endpoint: 'livez' | 'readyz' | 'healthz', readyzHasEtcd: boolean): readonly string[] {
  if (endpoint !== 'readyz') return ['ping', 'log', 'etcd', ...hooks]
  const etcd = readyzHasEtcd ? ['etcd', 'etcd-readiness'] : []
  return ['ping', 'log', ...etcd, 'informer-sync', ...hooks, 'shutdown']
}

/** The checks with those of `failing` failed, each with its detail. */
export function healthChecks(names: readonly string[], failing: ReadonlyMap<string, string>): readonly HealthCheck[] {
  return names.map((name) => {
    const detail = failing.get(name)
    return { name, ok: detail === undefined, detail: detail ?? '' }
  })
}
