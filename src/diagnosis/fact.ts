import type { EpochMs } from './evidence.ts'
import type { ControlPlaneFacts } from './facts/control-plane.ts'
import type { EventFacts } from './facts/event.ts'
import type { KubeletFacts } from './facts/kubelet.ts'
import type { NodeFacts } from './facts/node.ts'
import type { PodFacts } from './facts/pod.ts'
import type { SiblingFacts } from './facts/sibling.ts'

/**
 * Every kind of fact and the shape of its value. A subject has its own file in `facts/`;
 * the same kind may come from several sources.
 */
export interface FactShapes extends NodeFacts, EventFacts, PodFacts, KubeletFacts, ControlPlaneFacts, SiblingFacts {}

/** Name of a kind of fact, as rules declare it. */
export type FactKind = keyof FactShapes

/** Where a statement was read: enough for a person to look it up. */
export interface Provenance {
  /** The collector's source name. */
  readonly source: string
  /** When it was read. */
  readonly readAt: EpochMs
  /** The place inside the source, e.g. `Node node-3 .status.conditions[Ready]`. */
  readonly ref: string
}

/** The fact as a line of the timeline; `abnormal` may begin the trouble, `healthy` ends an earlier one. */
export interface Moment {
  readonly at: EpochMs
  readonly text: string
  readonly tone: 'abnormal' | 'healthy' | 'neutral'
}

/** One typed statement drawn from evidence. */
export type Fact<K extends FactKind = FactKind> = {
  [P in K]: {
    readonly kind: P
    readonly value: FactShapes[P]
    readonly from: Provenance
    readonly moment?: Moment
  }
}[K]

/** The facts of the named kinds, each kind a (perhaps empty) list. This is all that a rule may read. */
export type FactView<K extends FactKind> = { readonly [P in K]: readonly Fact<P>[] }
