import type { ApiRequest } from './api-request.ts'
import { json, type Reply } from './reply.ts'
import { groupVersion, SERVED_TYPES, type ServedType } from './resource-types.ts'
import { noSuchPath } from './status.ts'

/** Discovery documents: which groups, versions and resources there are. https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api */

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)]
}

function typesOf(group: string, version?: string): readonly ServedType[] {
  return SERVED_TYPES.filter((type) => type.group === group && (version === undefined || type.version === version))
}

function groupNames(): readonly string[] {
  return unique(SERVED_TYPES.map(({ group }) => group)).filter((group) => group !== '')
}

function apiGroup(name: string) {
  const versions = unique(typesOf(name).map(({ version }) => version)).map((version) => ({
    groupVersion: groupVersion({ group: name, version }),
    version,
  }))
  return { name, versions, preferredVersion: versions[0] }
}

function resourceRows(type: ServedType): readonly object[] {
  const { resource: name, singular: singularName, namespaced, kind, verbs, shortNames, categories } = type
  const main = { name, singularName, namespaced, kind, verbs, shortNames, categories }
  const nested = Object.entries(type.subresources).map(([subresource, subKind]) => ({
    name: `${name}/${subresource}`,
    singularName: '',
    namespaced,
    kind: subKind,
    verbs: ['get'],
  }))
  return [main, ...nested]
}

function resourceList(group: string, version: string): object {
  const types = typesOf(group, version)
  if (types.length === 0) throw noSuchPath()
  const resources = types.flatMap(resourceRows)
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: groupVersion({ group, version }), resources }
}

function aggregatedResource(type: ServedType): object {
  const scope = type.namespaced ? 'Namespaced' : 'Cluster'
  const { resource, group, version, kind, singular: singularResource, verbs, shortNames, categories } = type
  const subresources = Object.entries(type.subresources).map(([subresource, subKind]) => ({
    subresource,
    responseKind: { group, version, kind: subKind },
    verbs: ['get'],
  }))
  const responseKind = { group, version, kind }
  return { resource, responseKind, scope, singularResource, verbs, shortNames, categories, subresources }
}

/** One document for all groups below `/api` or `/apis`, which saves kubectl a request a group. */
function aggregatedList(groups: readonly string[]): object {
  const items = groups.map((group) => ({
    metadata: { name: group, creationTimestamp: null },
    versions: unique(typesOf(group).map(({ version }) => version)).map((version) => ({
      version,
      resources: typesOf(group, version).map(aggregatedResource),
      freshness: 'Current',
    })),
  }))
  return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items }
}

function wantsAggregated({ headers }: ApiRequest): boolean {
  return /g=apidiscovery\.k8s\.io;v=v2;as=APIGroupDiscoveryList/.test(headers.accept ?? '')
}

function rootDocument(request: ApiRequest, groups: readonly string[], plain: object): Reply {
  return wantsAggregated(request) ? json(aggregatedList(groups), 200, AGGREGATED) : json(plain)
}

function coreVersions({ headers }: ApiRequest): object {
  const serverAddressByClientCIDRs = [{ clientCIDR: '0.0.0.0/0', serverAddress: headers.host ?? '' }]
  return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs }
}

function groupDocument(name: string): object {
  if (!groupNames().includes(name)) throw noSuchPath()
  return { kind: 'APIGroup', apiVersion: 'v1', ...apiGroup(name) }
}

/** Answers a discovery path, or undefined if the path is none. */
export function discoveryReply(request: ApiRequest): Reply | undefined {
  const [root, first, second, ...more] = request.info.path.split('/').filter((segment) => segment !== '')
  if (more.length > 0 || (root !== 'api' && root !== 'apis')) return undefined
  if (root === 'api') {
    if (second !== undefined) return undefined
    return first ? json(resourceList('', first)) : rootDocument(request, [''], coreVersions(request))
  }
  if (first && second) return json(resourceList(first, second))
  if (first) return json(groupDocument(first))
  const plain = { kind: 'APIGroupList', apiVersion: 'v1', groups: groupNames().map(apiGroup) }
  return rootDocument(request, groupNames(), plain)
}
