import type { EpochMs } from './evidence.ts'

/** One line of what happened, from any source. */
export interface TimelineEntry {
  readonly at: EpochMs
  readonly source: string
  readonly text: string
  readonly abnormal: boolean
  /** The first abnormal line after the last healthy one: here it began. */
  readonly first: boolean
}
