import type { EpochMs } from '../../../../diagnosis/evidence.ts'
import type { KubeObject } from '../../object-store.ts'
import type { ServedType } from '../resource-types.ts'
import type { Column } from './column.ts'
import { columnsOf } from './columns.ts'

/** `includeObject` of a Table request: what each row carries besides its cells. */
export type TableObjects = 'None' | 'Metadata' | 'Object'

/** What a Table needs to know beyond its objects. */
export interface TableOptions {
  readonly metadata: object
  readonly include: TableObjects
  /** The server computes ages, by its own clock. */
  readonly now: EpochMs
  /** Later Tables of a watch leave the column definitions out. */
  readonly withHeader: boolean
  readonly whole: (object: KubeObject) => object
  readonly metadataOnly: (object: KubeObject) => object
}

function definition({ name, type, format, priority }: Column) {
  return { name, type, format: format ?? '', description: '', priority }
}

function rowObject(object: KubeObject, { include, whole, metadataOnly }: TableOptions): object | null {
  if (include === 'None') return null
  return include === 'Object' ? whole(object) : metadataOnly(object)
}

/** Prints objects as `meta.k8s.io/v1` Table, as the API server does for kubectl. */
export function tableOf(type: ServedType, objects: readonly KubeObject[], options: TableOptions): object {
  const columns = columnsOf(type)
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: options.metadata,
    columnDefinitions: options.withHeader ? columns.map(definition) : [],
    rows: objects.map((object) => ({
      cells: columns.map(({ cell }) => cell(object, options.now)),
      object: rowObject(object, options),
    })),
  }
}
