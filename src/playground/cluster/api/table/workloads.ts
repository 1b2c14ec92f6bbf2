import type { KubeObject } from '../../object-store.ts'
import { AGE } from './age.ts'
import { type Column, integer, NAME, text, wide } from './column.ts'

interface Container {
  readonly name: string
  readonly image?: string
}

interface WorkloadFields {
  readonly spec?: {
    readonly replicas?: number
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> }
    readonly template?: {
      readonly spec?: {
        readonly containers?: readonly Container[]
        readonly nodeSelector?: Readonly<Record<string, string>>
      }
    }
  }
  readonly status?: Readonly<Record<string, unknown>>
}

function asWorkload(object: KubeObject): KubeObject & WorkloadFields {
  return object as KubeObject & WorkloadFields
}

/** `app=web,tier=front`, or `<none>`. */
export function labelText(labels: Readonly<Record<string, string>> | undefined): string {
  const pairs = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`)
  return pairs.length > 0 ? pairs.sort().join(',') : '<none>'
}

function count(field: string): (object: KubeObject) => number {
  return (object) => Number(asWorkload(object).status?.[field] ?? 0)
}

function desired(object: KubeObject): number {
  return asWorkload(object).spec?.replicas ?? 1
}

function containers(object: KubeObject): readonly Container[] {
  return asWorkload(object).spec?.template?.spec?.containers ?? []
}

const READY_OF_DESIRED = text('Ready', (object) => `${count('readyReplicas')(object)}/${desired(object)}`)
const CONTAINERS = wide(
  text('Containers', (object) =>
    containers(object)
      .map(({ name }) => name)
      .join(','),
  ),
)
const IMAGES = wide(
  text('Images', (object) =>
    containers(object)
      .map(({ image = '' }) => image)
      .join(','),
  ),
)
const SELECTOR = wide(text('Selector', (object) => labelText(asWorkload(object).spec?.selector?.matchLabels)))

/** Columns of `kubectl get deployments`. */
export const DEPLOYMENT_COLUMNS: readonly Column[] = [
  NAME,
  READY_OF_DESIRED,
  integer('Up-to-date', count('updatedReplicas')),
  integer('Available', count('availableReplicas')),
  AGE,
  ...[CONTAINERS, IMAGES, SELECTOR],
]

/** Columns of `kubectl get replicasets`. */
export const REPLICA_SET_COLUMNS: readonly Column[] = [
  NAME,
  integer('Desired', desired),
  integer('Current', count('replicas')),
  integer('Ready', count('readyReplicas')),
  AGE,
  ...[CONTAINERS, IMAGES, SELECTOR],
]

/** Columns of `kubectl get daemonsets`. */
export const DAEMON_SET_COLUMNS: readonly Column[] = [
  NAME,
  integer('Desired', count('desiredNumberScheduled')),
  integer('Current', count('currentNumberScheduled')),
  integer('Ready', count('numberReady')),
  integer('Up-to-date', count('updatedNumberScheduled')),
  integer('Available', count('numberAvailable')),
  text('Node Selector', (object) => labelText(asWorkload(object).spec?.template?.spec?.nodeSelector)),
  AGE,
  ...[CONTAINERS, IMAGES, SELECTOR],
]

/** Columns of `kubectl get statefulsets`. */
export const STATEFUL_SET_COLUMNS: readonly Column[] = [NAME, READY_OF_DESIRED, AGE, CONTAINERS, IMAGES]
