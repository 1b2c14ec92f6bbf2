import type { ResourceType } from '../object-store.ts'

/** One resource type that the simulated API server serves. */
export interface ServedType extends ResourceType {
  readonly kind: string
  readonly singular: string
  readonly namespaced: boolean
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  /** Subresources in discovery, e.g. `log`: `Pod`. */
  readonly subresources: Readonly<Record<string, string>>
  readonly verbs: readonly string[]
  /** Where the objects are kept, when that is not the type itself (`events.k8s.io` reads core events). */
  readonly storedAs: ResourceType
}

const READ_VERBS = ['get', 'list', 'watch']

type Options = Partial<Omit<ServedType, keyof ResourceType | 'kind'>>

/** Type rows of one group version: `[plural, kind, options]`. */
function inGroup(group: string, version: string, rows: readonly [string, string, Options?][]): readonly ServedType[] {
  return rows.map(([resource, kind, options = {}]) => ({
    group,
    version,
    resource,
    kind,
    singular: kind.toLowerCase(),
    namespaced: true,
    shortNames: [],
    categories: [],
    subresources: {},
    verbs: READ_VERBS,
    storedAs: { group, version, resource },
    ...options,
  }))
}

const all: Options = { categories: ['all'] }
const cluster: Options = { namespaced: false }
const coreEvents: ResourceType = { group: '', version: 'v1', resource: 'events' }

/** Every served type, in the order of discovery. Short names: `kubectl api-resources` of v1.33. */
export const SERVED_TYPES: readonly ServedType[] = [
  ...inGroup('', 'v1', [
    ['componentstatuses', 'ComponentStatus', { ...cluster, shortNames: ['cs'], verbs: ['get', 'list'] }],
    ['configmaps', 'ConfigMap', { shortNames: ['cm'] }],
    ['endpoints', 'Endpoints', { singular: 'endpoints', shortNames: ['ep'] }],
    ['events', 'Event', { shortNames: ['ev'] }],
    ['limitranges', 'LimitRange', { shortNames: ['limits'] }],
    ['namespaces', 'Namespace', { ...cluster, shortNames: ['ns'] }],
    ['nodes', 'Node', { ...cluster, shortNames: ['no'], subresources: { proxy: 'NodeProxyOptions' } }],
    ['persistentvolumeclaims', 'PersistentVolumeClaim', { shortNames: ['pvc'] }],
    ['persistentvolumes', 'PersistentVolume', { ...cluster, shortNames: ['pv'] }],
    ['pods', 'Pod', { ...all, shortNames: ['po'], subresources: { log: 'Pod' } }],
    ['resourcequotas', 'ResourceQuota', { shortNames: ['quota'] }],
    ['secrets', 'Secret'],
    ['serviceaccounts', 'ServiceAccount', { shortNames: ['sa'] }],
    ['services', 'Service', { ...all, shortNames: ['svc'] }],
  ]),
  ...inGroup('apps', 'v1', [
    ['daemonsets', 'DaemonSet', { ...all, shortNames: ['ds'] }],
    ['deployments', 'Deployment', { ...all, shortNames: ['deploy'] }],
    ['replicasets', 'ReplicaSet', { ...all, shortNames: ['rs'] }],
    ['statefulsets', 'StatefulSet', { ...all, shortNames: ['sts'] }],
  ]),
  ...inGroup('authorization.k8s.io', 'v1', [
    ['selfsubjectaccessreviews', 'SelfSubjectAccessReview', { ...cluster, verbs: ['create'] }],
    ['selfsubjectrulesreviews', 'SelfSubjectRulesReview', { ...cluster, verbs: ['create'] }],
  ]),
  ...inGroup('certificates.k8s.io', 'v1', [
    ['certificatesigningrequests', 'CertificateSigningRequest', { ...cluster, shortNames: ['csr'] }],
  ]),
  ...inGroup('coordination.k8s.io', 'v1', [['leases', 'Lease']]),
  ...inGroup('discovery.k8s.io', 'v1', [['endpointslices', 'EndpointSlice']]),
  ...inGroup('events.k8s.io', 'v1', [['events', 'Event', { shortNames: ['ev'], storedAs: coreEvents }]]),
  ...inGroup('policy', 'v1', [['poddisruptionbudgets', 'PodDisruptionBudget', { shortNames: ['pdb'] }]]),
  ...inGroup('rbac.authorization.k8s.io', 'v1', [
    ['clusterrolebindings', 'ClusterRoleBinding', cluster],
    ['clusterroles', 'ClusterRole', cluster],
    ['rolebindings', 'RoleBinding'],
    ['roles', 'Role'],
  ]),
  ...inGroup('storage.k8s.io', 'v1', [
    ['csinodes', 'CSINode', cluster],
    ['storageclasses', 'StorageClass', { ...cluster, shortNames: ['sc'] }],
    ['volumeattachments', 'VolumeAttachment', cluster],
  ]),
]

const byPath = new Map(SERVED_TYPES.map((type) => [`${type.group}/${type.version}/${type.resource}`, type]))

/** The served type at a path, if there is one. */
export function servedType({ group, version, resource }: ResourceType): ServedType | undefined {
  return byPath.get(`${group}/${version}/${resource}`)
}

/** `v1` or `apps/v1`, as in `apiVersion`. */
export function groupVersion({ group, version }: Pick<ResourceType, 'group' | 'version'>): string {
  return group ? `${group}/${version}` : version
}
