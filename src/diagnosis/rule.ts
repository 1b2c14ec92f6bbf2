import type { CauseId } from './causes/index.ts'
import type { EpochMs } from './evidence.ts'
import type { Fact, FactKind, FactView, Provenance } from './fact.ts'
import type { Scope } from './scope.ts'
import type { Target, TargetKind } from './target.ts'

/** `critical` = workloads are or will be down; `warning` = needs a person soon; `info` = worth knowing, nothing to do. */
export type Severity = 'critical' | 'warning' | 'info'

/** One reason for or against a finding, pointing at the evidence it was read from. */
export interface Because {
  readonly text: string
  readonly evidence: readonly Provenance[]
}

/** One step for a tired person: what to do, what it prints, and what each answer means. */
export interface Advice {
  readonly do: string
  readonly command?: string
  readonly answers?: readonly { readonly if: string; readonly then: string }[]
  /** What the step may break. */
  readonly risk?: string
}

/**
 * What a rule decides. `confidence` (0..1) is the share of such verdicts that the author expects to be right;
 * `fine` is one line for "checked and fine". Unknown is never decided by a rule: `diagnose` answers it
 * when every provider of a needed fact is a gap.
 */
export type Verdict =
  | {
      readonly status: 'True'
      readonly confidence: number
      readonly summary: string
      readonly because: readonly Because[]
      readonly against?: readonly Because[]
      /** Overrides the rule's severity for this verdict. */
      readonly severity?: Severity
      /** Overrides the rule's advice, where what was found asks for other steps. */
      readonly advice?: readonly Advice[]
    }
  | { readonly status: 'False'; readonly fine?: string }

/** What a rule knows besides its facts. `now` is the cluster's clock. */
export interface RuleContext {
  readonly target: Target
  readonly now: EpochMs
  readonly scope: Scope
}

/** Decides one cause from the facts it declares. One file a rule; the file is named for the cause. */
export interface Rule<N extends FactKind = FactKind, W extends FactKind = FactKind> {
  readonly cause: CauseId
  readonly severity: Severity
  /** Target kinds that the rule can speak about. */
  readonly targets: readonly TargetKind[]
  /** Without any provider of one of these the verdict is Unknown. */
  readonly needs: readonly N[]
  /** Needed instead of `needs` for targets of that kind: of a whole cluster other kinds are read than of one node. */
  readonly needsFor?: Readonly<Partial<Record<TargetKind, readonly (N | W)[]>>>
  /**
   * Kinds of which each alone may show the cause, and only all together its absence: with none of them known the verdict is
   * Unknown, and with some of them it is True or Unknown, never False. Does not count where `needsFor` speaks.
   */
  readonly needsOneOf?: readonly (N | W)[]
  /** Read if there; their absence changes confidence, not knowability. */
  readonly wants?: readonly W[]
  decide(facts: FactView<N | W>, context: RuleContext): Verdict
  /** What to do about it, most useful step first. */
  advice(context: RuleContext): readonly Advice[]
}

/** Gives a rule its exact fact types while it is written, and one common type in the list of rules. */
export function defineRule<const N extends FactKind, const W extends FactKind = never>(rule: Rule<N, W>): Rule {
  return rule as unknown as Rule
}

/** A because-line with the places its facts were read from. */
export function because(text: string, ...facts: readonly (Fact | undefined)[]): Because {
  return { text, evidence: facts.filter((fact) => fact !== undefined).map((fact) => fact.from) }
}
