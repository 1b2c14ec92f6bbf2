import type { EpochMs } from '../../../../diagnosis/evidence.ts'
import type { KubeObject } from '../../object-store.ts'

/** A cell of a Table: text, a number, or nothing known. */
type Cell = string | number | boolean | null

/** One column of a Table and how to fill it. https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables */
export interface Column {
  readonly name: string
  readonly type: 'string' | 'integer' | 'boolean' | 'date'
  readonly format?: 'name'
  /** 1 for columns that kubectl shows with `-o wide` only. */
  readonly priority: 0 | 1
  readonly cell: (object: KubeObject, now: EpochMs) => Cell
}

type Read = Column['cell']

/** A text column. */
export function text(name: string, cell: Read): Column {
  return { name, type: 'string', priority: 0, cell }
}

/** A number column. */
export function integer(name: string, cell: Read): Column {
  return { name, type: 'integer', priority: 0, cell }
}

/** The same column, shown with `-o wide` only. */
export function wide(column: Column): Column {
  return { ...column, priority: 1 }
}

/** The first column of nearly every type. */
export const NAME: Column = {
  name: 'Name',
  type: 'string',
  format: 'name',
  priority: 0,
  cell: ({ metadata }) => metadata.name,
}
