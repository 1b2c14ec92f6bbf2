import type { ServedType } from '../resource-types.ts'
import { CLUSTER_OBJECT_COLUMNS } from './cluster-objects.ts'
import { type Column, NAME, text } from './column.ts'
import { EVENT_COLUMNS } from './events.ts'
import { NODE_COLUMNS } from './nodes.ts'
import { POD_COLUMNS } from './pods.ts'
import { DAEMON_SET_COLUMNS, DEPLOYMENT_COLUMNS, REPLICA_SET_COLUMNS, STATEFUL_SET_COLUMNS } from './workloads.ts'

/** The real server prints types without columns of their own with the time of creation instead of an age. */
const DEFAULT_COLUMNS: readonly Column[] = [
  NAME,
  text('Created At', ({ metadata }) => metadata.creationTimestamp ?? ''),
]

const BY_RESOURCE: Readonly<Record<string, readonly Column[]>> = {
  ...CLUSTER_OBJECT_COLUMNS,
  daemonsets: DAEMON_SET_COLUMNS,
  deployments: DEPLOYMENT_COLUMNS,
  events: EVENT_COLUMNS,
  nodes: NODE_COLUMNS,
  pods: POD_COLUMNS,
  replicasets: REPLICA_SET_COLUMNS,
  statefulsets: STATEFUL_SET_COLUMNS,
}

/** The columns of a type's Table (pkg/printers/internalversion of Kubernetes v1.33). */
export function columnsOf({ resource }: Pick<ServedType, 'resource'>): readonly Column[] {
  return BY_RESOURCE[resource] ?? DEFAULT_COLUMNS
}
