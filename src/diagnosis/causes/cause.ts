/**
 * One entry of the vocabulary. A `cause` may be the root of a diagnosis; a `symptom` (seen at a node or
 * control-plane part) and an `effect` (seen at a workload) never are.
 */
export interface Cause {
  readonly level: 'cause' | 'symptom' | 'effect'
  /** One sentence in plain words. */
  readonly meaning: string
  /** Ids that this one typically explains, when both are True. */
  readonly explains: readonly string[]
}
