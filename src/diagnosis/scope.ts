import type { Fact } from './fact.ts'

/** How far the trouble reaches, judged from the siblings. */
export interface Scope {
  /** Nodes in the cluster; 0 when the siblings could not be read. */
  readonly total: number
  /** Names of the nodes that are not Ready (or silent), sorted. */
  readonly sick: readonly string[]
  /** `none` nobody is sick, `node` one is, `group` several that share `shared`, `many` several without, `all` every node. */
  readonly level: 'unknown' | 'none' | 'node' | 'group' | 'many' | 'all'
  /** Label values or versions that every sick node has and no healthy node has. */
  readonly shared: readonly { readonly label: string; readonly value: string }[]
}

/** Judges how far the trouble reaches. */
export function scopeOf(siblings: readonly Fact<'siblingNode'>[]): Scope {
  return { total: siblings.length, sick: [], level: 'unknown', shared: [] }
}
