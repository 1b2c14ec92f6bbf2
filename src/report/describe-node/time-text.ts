import type { EpochMs } from '../../diagnosis/evidence.ts'
import { durationText } from '../time.ts'

/** What Go prints for a time that was never set. */
const neverSet = 'Mon, 01 Jan 0001 00:00:00 +0000'

/** `Mon, 23 Nov 2026 18:35:24 +0000`: as kubectl prints times, in UTC. */
export function dateText(at: EpochMs | undefined): string {
  if (at === undefined) return neverSet
  return new Date(at).toUTCString().replace(/GMT$/, '+0000')
}

/** `5m7s`; `<unknown>` without a time, and `<invalid>` for one that is seconds in the future. */
export function sinceText(at: EpochMs | undefined, now: EpochMs): string {
  if (at === undefined) return '<unknown>'
  if (now - at <= -2000) return '<invalid>'
  return durationText(Math.max(0, now - at))
}
