import type { KubeObject } from '../object-store.ts'
import type { Predicate } from './label-selector.ts'
import type { ServedType } from './resource-types.ts'
import { badRequest } from './status.ts'

/** One requirement of a field selector. */
export interface FieldRequirement {
  readonly field: string
  readonly equal: boolean
  readonly value: string
}

/** Types that refuse other fields with their own words ("field label not supported") instead of the general ones. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  pods: [
    ...['spec.nodeName', 'spec.restartPolicy', 'spec.schedulerName', 'spec.serviceAccountName', 'spec.hostNetwork'],
    ...['status.phase', 'status.podIP', 'status.nominatedNodeName'],
  ],
  events: [
    ...['involvedObject.kind', 'involvedObject.namespace', 'involvedObject.name', 'involvedObject.uid'],
    ...['involvedObject.apiVersion', 'involvedObject.resourceVersion', 'involvedObject.fieldPath'],
    ...['reason', 'reportingComponent', 'source', 'type'],
  ],
  nodes: ['spec.unschedulable'],
  namespaces: ['status.phase', 'name'],
  secrets: ['type'],
  replicasets: ['status.replicas'],
  services: ['spec.clusterIP', 'spec.type'],
  certificatesigningrequests: ['spec.signerName'],
}

/** Selectable fields of `events.k8s.io`, and where its objects keep them in their core form. */
const EVENT_FIELDS: Readonly<Record<string, string>> = {
  reportingController: 'reportingComponent',
  ...Object.fromEntries(
    ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'].map((field) => [
      `regarding.${field}`,
      `involvedObject.${field}`,
    ]),
  ),
}

const METADATA_FIELDS = ['metadata.name', 'metadata.namespace']

/** Go's zero values: what a selector compares with when the object leaves the field out. */
const ZERO_VALUES: Readonly<Record<string, string>> = { 'spec.unschedulable': 'false', 'spec.hostNetwork': 'false' }

function valueAt(object: KubeObject, path: string): string {
  let value: unknown = object
  for (const step of path.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined
  }
  return value === undefined || value === null ? (ZERO_VALUES[path] ?? '') : String(value)
}

/** The value that a selector compares; Events and Namespaces have fields under other names. */
function fieldValue(object: KubeObject, field: string): string {
  if (field === 'name') return object.metadata.name
  if (field === 'source') return valueAt(object, 'source.component') || valueAt(object, 'reportingComponent')
  return valueAt(object, field)
}

/** Splits at commas that are not escaped, as fields.ParseSelector does. */
function parse(selector: string): readonly FieldRequirement[] {
  return selector
    .split(/(?<!\\),/)
    .filter((term) => term !== '')
    .map((term) => {
      const match = /^(.*?)(!=|==|=)(.*)$/s.exec(term)
      if (!match) throw badRequest(`invalid selector: '${selector}'; can't understand '${term}'`)
      const [, field = '', operator, value = ''] = match
      return { field, equal: operator !== '!=', value: value.replace(/\\([\\,=])/g, '$1') }
    })
}

function refuse(type: ServedType, field: string): never {
  if (FIELDS[type.resource]) throw badRequest(`field label not supported: ${field}`)
  throw badRequest(`"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`)
}

function storedField(type: ServedType, field: string): string {
  const stored = type.group === 'events.k8s.io' ? (EVENT_FIELDS[field] ?? field) : field
  const known = METADATA_FIELDS.includes(stored) || FIELDS[type.resource]?.includes(stored)
  return known ? stored : refuse(type, field)
}

/** Reads a field selector; a field that the type cannot select by is refused with 400, as by the real server. */
export function fieldRequirements(type: ServedType, selector: string): readonly FieldRequirement[] {
  return parse(selector).map((requirement) => ({ ...requirement, field: storedField(type, requirement.field) }))
}

/** The predicate of a field selector. https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/ */
export function fieldPredicate(requirements: readonly FieldRequirement[]): Predicate {
  return (object) => requirements.every(({ field, equal, value }) => (fieldValue(object, field) === value) === equal)
}
