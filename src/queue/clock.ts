import type { EpochMs } from '../diagnosis/evidence.ts'

/** Time as the service sees it; a test or the playground may run it faster. */
export interface Clock {
  now(): EpochMs
  /** Runs `task` once, `delayMs` from now; the returned function cancels it. */
  after(delayMs: number, task: () => void): () => void
}
