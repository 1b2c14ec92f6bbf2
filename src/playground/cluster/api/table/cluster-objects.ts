import type { KubeObject } from '../../object-store.ts'
import { AGE, since } from './age.ts'
import { type Column, integer, NAME, text, wide } from './column.ts'
import { labelText } from './workloads.ts'

type Fields = Readonly<Record<string, unknown>>

/** A nested object of a Kubernetes object, or an empty one. */
function part(object: Fields, field: string): Fields {
  const value = object[field]
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function parts(object: Fields, field: string): readonly Fields[] {
  const value = object[field]
  return Array.isArray(value) ? (value as readonly Fields[]) : []
}

function string(value: unknown, otherwise = ''): string {
  return value === undefined || value === null || value === '' ? otherwise : String(value)
}

function size(object: KubeObject, ...fields: readonly string[]): number {
  return fields.reduce((sum, field) => sum + Object.keys(part(object, field)).length, 0)
}

function portsOf(service: KubeObject): string {
  const ports = parts(part(service, 'spec'), 'ports').map(({ port, nodePort, protocol }) =>
    nodePort ? `${port}:${nodePort}/${protocol ?? 'TCP'}` : `${port}/${protocol ?? 'TCP'}`,
  )
  return ports.join(',') || '<none>'
}

function externalAddress(service: KubeObject): string {
  const spec = part(service, 'spec')
  const ingress = parts(part(part(service, 'status'), 'loadBalancer'), 'ingress')
  const addresses = ingress.map(({ ip, hostname }) => string(ip ?? hostname))
  if (addresses.length > 0) return addresses.join(',')
  return spec['type'] === 'LoadBalancer' ? '<pending>' : '<none>'
}

/** At most three addresses are shown. */
function endpointsOf(object: KubeObject): string {
  const all = parts(object, 'subsets').flatMap((subset) =>
    parts(subset, 'ports').flatMap(({ port }) => parts(subset, 'addresses').map(({ ip }) => `${ip}:${port}`)),
  )
  if (all.length === 0) return '<none>'
  return all.length <= 3 ? all.join(',') : `${all.slice(0, 3).join(',')} + ${all.length - 3} more...`
}

/** `Approved,Issued`, `Pending`, `Denied`, … */
function requestCondition(request: KubeObject): string {
  const status = part(request, 'status')
  const types = parts(status, 'conditions').map(({ type }) => string(type))
  const decided = ['Denied', 'Approved'].find((type) => types.includes(type)) ?? 'Pending'
  const failed = types.includes('Failed') ? ',Failed' : ''
  return `${decided}${failed}${status['certificate'] ? ',Issued' : ''}`
}

function requestedDuration(request: KubeObject): string {
  const seconds = part(request, 'spec')['expirationSeconds']
  return typeof seconds === 'number' ? since(new Date(0).toISOString(), seconds * 1_000) : '<none>'
}

function componentCondition(field: string, otherwise = ''): Column['cell'] {
  return (object) => string(parts(object, 'conditions')[0]?.[field], otherwise)
}

function storageClassName({ metadata }: KubeObject): string {
  const isDefault = metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true'
  return isDefault ? `${metadata.name} (default)` : metadata.name
}

/** Columns of the smaller types, by resource. */
export const CLUSTER_OBJECT_COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  namespaces: [NAME, text('Status', (object) => string(part(object, 'status')['phase'])), AGE],
  services: [
    NAME,
    text('Type', (object) => string(part(object, 'spec')['type'], 'ClusterIP')),
    text('Cluster-IP', (object) => string(part(object, 'spec')['clusterIP'], '<none>')),
    text('External-IP', externalAddress),
    text('Port(s)', portsOf),
    AGE,
    wide(text('Selector', (object) => labelText(part(part(object, 'spec'), 'selector') as Record<string, string>))),
  ],
  endpoints: [NAME, text('Endpoints', endpointsOf), AGE],
  configmaps: [NAME, integer('Data', (object) => size(object, 'data', 'binaryData')), AGE],
  secrets: [
    NAME,
    text('Type', (object) => string(object['type'])),
    integer('Data', (object) => size(object, 'data')),
    AGE,
  ],
  serviceaccounts: [NAME, integer('Secrets', (object) => parts(object, 'secrets').length), AGE],
  leases: [NAME, text('Holder', (object) => string(part(object, 'spec')['holderIdentity'])), AGE],
  certificatesigningrequests: [
    NAME,
    AGE,
    text('SignerName', (object) => string(part(object, 'spec')['signerName'])),
    text('Requestor', (object) => string(part(object, 'spec')['username'])),
    text('RequestedDuration', requestedDuration),
    text('Condition', requestCondition),
  ],
  csinodes: [NAME, integer('Drivers', (object) => parts(part(object, 'spec'), 'drivers').length), AGE],
  storageclasses: [
    { ...NAME, cell: storageClassName },
    text('Provisioner', (object) => string(object['provisioner'])),
    text('ReclaimPolicy', (object) => string(object['reclaimPolicy'], 'Delete')),
    text('VolumeBindingMode', (object) => string(object['volumeBindingMode'], '<unset>')),
    text('AllowVolumeExpansion', (object) => string(object['allowVolumeExpansion'], 'false')),
    AGE,
  ],
  componentstatuses: [
    NAME,
    text('Status', (object) => (parts(object, 'conditions')[0]?.['status'] === 'True' ? 'Healthy' : 'Unhealthy')),
    text('Message', componentCondition('message')),
    text('Error', componentCondition('error')),
  ],
}
