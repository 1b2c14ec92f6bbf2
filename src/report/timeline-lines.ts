import type { EpochMs } from '../diagnosis/evidence.ts'
import type { TimelineEntry } from '../diagnosis/timeline.ts'
import { ageText, clockText } from './time.ts'

/** One line of what happened, in words. */
export interface TimelineLine {
  /** UTC, `19:17:03`, with the date where it is another day. */
  readonly clock: string
  readonly age: string
  readonly source: string
  readonly text: string
  readonly abnormal: boolean
  /** Here the trouble began. */
  readonly first: boolean
  /** Lines left out right before this one. */
  readonly skipped: number
}

/** Lines shown: around the beginning of the trouble, and the newest. */
const shownBefore = 2
const shownAfter = 5
const shownNewest = 6

/** The part of the timeline that explains the trouble, with times as ages and clock; all of it is in JSON. */
export function timelineLines(entries: readonly TimelineEntry[], now: EpochMs): readonly TimelineLine[] {
  const beginning = entries.findIndex((entry) => entry.first)
  const isShown = (index: number) => {
    if (index >= entries.length - shownNewest) return true
    return beginning >= 0 && index >= beginning - shownBefore && index <= beginning + shownAfter
  }
  const lines: TimelineLine[] = []
  let skipped = 0
  for (const [index, entry] of entries.entries()) {
    if (isShown(index)) {
      lines.push({ ...wordsOf(entry, now), skipped })
      skipped = 0
    } else skipped += 1
  }
  return lines
}

function wordsOf({ at, source, text, abnormal, first }: TimelineEntry, now: EpochMs): Omit<TimelineLine, 'skipped'> {
  return { clock: clockText(at, now), age: ageText(at, now), source, text, abnormal, first }
}
