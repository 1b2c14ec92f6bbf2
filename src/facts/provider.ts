import type { Evidence } from '../diagnosis/evidence.ts'
import type { Fact, FactKind } from '../diagnosis/fact.ts'

/** Turns the evidence of one source into facts. Pure: no clock, no I/O. */
export interface FactProvider<Data = unknown> {
  /** The collector whose evidence it reads. */
  readonly source: string
  /** Every kind it can yield; a kind whose providers are all gaps makes rules that need it Unknown. */
  readonly provides: readonly FactKind[]
  facts(evidence: Evidence<Data>): readonly Fact[]
}

/** Gives a provider its evidence type while it is written, and one common type in the list. */
export function defineProvider<Data>(provider: FactProvider<Data>): FactProvider {
  return provider as FactProvider
}
