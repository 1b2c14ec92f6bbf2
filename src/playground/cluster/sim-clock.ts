import type { EpochMs } from '../../diagnosis/evidence.ts'

/** The simulated world's clock: time moves only when somebody advances it (or a driver ties it to wall time). */
export interface SimClock {
  now(): EpochMs
  /** Runs `task` once, `delayMs` from now on this clock; the returned function cancels it. */
  after(delayMs: number, task: () => void): () => void
  /** Runs `task` every `periodMs` on this clock until cancelled. */
  every(periodMs: number, task: () => void): () => void
}
