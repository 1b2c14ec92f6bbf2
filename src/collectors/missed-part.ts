import type { GapReason } from '../diagnosis/evidence.ts'
import { ReadError } from './read-error.ts'

/** A request of several that failed, where the others are worth having: why, in the words of a gap. */
export interface MissedPart {
  readonly reason: GapReason
  readonly detail: string
}

/** The answer, or why there is none. The end of the whole collector is thrown on, as is what is no failed read. */
export async function orMissed<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T | MissedPart> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ReadError && !signal.aborted) return { reason: error.reason, detail: error.message }
    throw error
  }
}
