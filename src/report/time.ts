import type { EpochMs } from '../diagnosis/evidence.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const year = 365 * day

/** The last moment that a JavaScript date can hold. */
const latest = 8.64e15

/** `2026-11-23T19:17:03.000Z`; a time that no calendar has becomes the nearest one that it has. */
export function isoTime(at: EpochMs): string {
  const known = Number.isNaN(at) ? 0 : Math.max(-latest, Math.min(latest, at))
  return new Date(known).toISOString()
}

/** `2026-11-23 19:17:03`, UTC. */
export function dateAndClock(at: EpochMs): string {
  return isoTime(at)
    .replace('T', ' ')
    .replace(/\.\d+Z$/, '')
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `19:17:03` on the day of `now`, `Nov 22 18:17` on another day, `2025-11-22` in another year; UTC. */
export function clockText(at: EpochMs, now: EpochMs): string {
  const [date = '', clock = ''] = dateAndClock(at).split(' ')
  const today = dateAndClock(now).slice(0, date.length)
  if (date === today) return clock
  if (date.slice(0, -6) !== today.slice(0, -6)) return date
  return `${months[Number(date.slice(-5, -3)) - 1]} ${date.slice(-2)} ${clock.slice(0, 5)}`
}

/** `5m7s ago`, `now`, or `in 3s` where clocks differ. */
export function ageText(at: EpochMs, now: EpochMs): string {
  const age = now - at
  if (Math.abs(age) < second) return 'now'
  return age > 0 ? `${durationText(age)} ago` : `in ${durationText(-age)}`
}

/** A duration as kubectl prints it: two units where the first is small, `119s`, `5m7s`, `42m`, `3h12m`, `2y35d`. */
export function durationText(ms: number): string {
  if (ms < 2 * minute) return `${Math.floor(ms / second)}s`
  if (ms < 10 * minute) return twoUnits(ms, minute, 'm', second, 's')
  if (ms < 3 * hour) return `${Math.floor(ms / minute)}m`
  if (ms < 8 * hour) return twoUnits(ms, hour, 'h', minute, 'm')
  if (ms < 2 * day) return `${Math.floor(ms / hour)}h`
  if (ms < 8 * day) return twoUnits(ms, day, 'd', hour, 'h')
  if (ms < 2 * year) return `${Math.floor(ms / day)}d`
  if (ms < 8 * year) return twoUnits(ms, year, 'y', day, 'd')
  return `${Math.floor(ms / year)}y`
}

function twoUnits(ms: number, big: number, bigName: string, small: number, smallName: string): string {
  const rest = Math.floor((ms % big) / small)
  return `${Math.floor(ms / big)}${bigName}${rest > 0 ? `${rest}${smallName}` : ''}`
}

/** How long the reading took: `850 ms` or `2.3 s`. */
export function tookText(ms: number): string {
  return ms < second ? `${Math.round(ms)} ms` : `${(ms / second).toFixed(1)} s`
}
