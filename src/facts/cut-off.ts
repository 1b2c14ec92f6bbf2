import type { FactKind } from '../diagnosis/fact.ts'
import type { PartialGap } from './provider.ts'

/** The gap that a list is of which only the first pages were read. `why` says what there is too much of. */
export function cutOff(source: string, kinds: readonly FactKind[], why: string): PartialGap {
  return { gap: { source, reason: 'incomplete', detail: `${why}: the rest was not read` }, kinds }
}
