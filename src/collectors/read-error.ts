import type { GapReason } from '../diagnosis/evidence.ts'
import type { ReachOutcome } from '../diagnosis/facts/kubelet.ts'

/** A source that could not be read, in our words; `cause` keeps the original. */
export class ReadError extends Error {
  readonly reason: GapReason
  /** How the connection ended, when it was the connection. */
  readonly outcome: ReachOutcome | undefined

  constructor(reason: GapReason, message: string, options: { outcome?: ReachOutcome; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'ReadError'
    this.reason = reason
    this.outcome = options.outcome
  }
}
