import type { EpochMs } from '../../../../diagnosis/evidence.ts'
import { type Column, text } from './column.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const YEAR = 365 * DAY

function twoParts(ms: number, unit: number, suffix: string, smaller: number, smallerSuffix: string): string {
  const rest = Math.floor((ms % unit) / smaller)
  return `${Math.floor(ms / unit)}${suffix}${rest === 0 ? '' : `${rest}${smallerSuffix}`}`
}

/** A duration as kubectl prints it: `51s`, `5m3s`, `21m`, `2d4h` (apimachinery's duration.HumanDuration). */
export function humanDuration(ms: number): string {
  if (ms <= -2 * SECOND) return '<invalid>'
  if (ms < 0) return '0s'
  if (ms < 2 * MINUTE) return `${Math.floor(ms / SECOND)}s`
  if (ms < 10 * MINUTE) return twoParts(ms, MINUTE, 'm', SECOND, 's')
  if (ms < 3 * HOUR) return `${Math.floor(ms / MINUTE)}m`
  if (ms < 8 * HOUR) return twoParts(ms, HOUR, 'h', MINUTE, 'm')
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)}h`
  if (ms < 8 * DAY) return twoParts(ms, DAY, 'd', HOUR, 'h')
  if (ms < 2 * YEAR) return `${Math.floor(ms / DAY)}d`
  if (ms < 8 * YEAR) return twoParts(ms, YEAR, 'y', DAY, 'd')
  return `${Math.floor(ms / YEAR)}y`
}

/** How long ago a Kubernetes time was; `<unknown>` without one. */
export function since(time: unknown, now: EpochMs): string {
  return typeof time === 'string' ? humanDuration(now - Date.parse(time)) : '<unknown>'
}

/** The Age column of nearly every type. */
export const AGE: Column = text('Age', ({ metadata }, now) => since(metadata.creationTimestamp, now))
