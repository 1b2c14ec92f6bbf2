import type { EpochMs } from '../../diagnosis/evidence.ts'

/** `metav1.Time`: whole seconds, `2026-11-23T18:57:10Z`. */
export function kubeTime(at: EpochMs): string {
  return `${new Date(Math.floor(at)).toISOString().slice(0, 19)}Z`
}

/** `metav1.MicroTime`: microseconds, as leases and new Events have it: `2026-11-23T18:57:10.435000Z`. */
export function microTime(at: EpochMs): string {
  return `${new Date(Math.floor(at)).toISOString().slice(0, 23)}000Z`
}

/** A duration as Go prints it: `3m43.894s`, `2.5s`, `1h0m0s`. */
export function goDuration(ms: number): string {
  const hours = Math.floor(ms / 3_600_000)
  const minutes = Math.floor((ms % 3_600_000) / 60_000)
  const seconds = Number(((ms % 60_000) / 1_000).toFixed(3))
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`
}
