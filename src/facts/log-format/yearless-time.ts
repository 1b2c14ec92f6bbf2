import type { EpochMs } from '../../diagnosis/evidence.ts'

/** Month 1–12, then the day and the time of the day as a clock on UTC shows it. */
export interface YearlessTime {
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** Digits after the decimal point, as written; may be empty. */
  readonly fraction: string
}

/** Clocks of nodes run ahead a little, and a node may write local time: lines up to a day "from the future" are of this year. */
const tolerance = 24 * 3600 * 1000

/** The newest time of that month and day that is not after `readAt` by more than a day. */
export function datedBefore(readAt: EpochMs, time: YearlessTime): EpochMs {
  const year = new Date(readAt).getUTCFullYear()
  const candidate = inYear(year + 1, time)
  if (candidate <= readAt + tolerance) return candidate
  const sameYear = inYear(year, time)
  return sameYear <= readAt + tolerance ? sameYear : inYear(year - 1, time)
}

function inYear(year: number, { month, day, hour, minute, second, fraction }: YearlessTime): EpochMs {
  const milliseconds = Math.floor(Number(`0.${fraction || '0'}`) * 1000)
  return Date.UTC(year, month - 1, day, hour, minute, second, milliseconds)
}
