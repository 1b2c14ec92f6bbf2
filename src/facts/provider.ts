import type { Evidence, Gap } from '../diagnosis/evidence.ts'
import type { Fact, FactKind } from '../diagnosis/fact.ts'

/** A part of a source that could not be read although the rest could: a list that was cut off, one refused request of several. */
export interface PartialGap {
  readonly gap: Gap
  /** Kinds of which facts may be missing for it: that none was seen proves nothing. */
  readonly kinds: readonly FactKind[]
}

/** Turns the evidence of one source into facts. Pure: no clock, no I/O. */
export interface FactProvider<Data = unknown> {
  /** The collector whose evidence it reads. */
  readonly source: string
  /** Every kind it can yield; a kind whose providers are all gaps makes rules that need it Unknown. */
  readonly provides: readonly FactKind[]
  facts(evidence: Evidence<Data>): readonly Fact[]
  /** What is missing in evidence that was read; nothing by default. */
  gaps?(evidence: Evidence<Data>): readonly PartialGap[]
}

/** Gives a provider its evidence type while it is written, and one common type in the list. */
export function defineProvider<Data>(provider: FactProvider<Data>): FactProvider {
  return provider as FactProvider
}
