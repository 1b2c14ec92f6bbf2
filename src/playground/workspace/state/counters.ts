import type { SimClock } from '../../cluster/sim-clock.ts'

/** Ids and message timestamps: counted, so that two runs of a test see the same ones. */
export interface Counters {
  mint(prefix: string): string
  nextTs(): string
}

export function createCounters(clock: SimClock): Counters {
  let minted = 0
  let lastMicros = 0
  return {
    mint(prefix) {
      minted += 1
      return `${prefix}${String(minted).padStart(7, '0')}`
    },
    nextTs() {
      lastMicros = Math.max(Math.floor(clock.now() * 1000), lastMicros + 1)
      const seconds = Math.floor(lastMicros / 1_000_000)
      return `${seconds}.${String(lastMicros % 1_000_000).padStart(6, '0')}`
    },
  }
}
