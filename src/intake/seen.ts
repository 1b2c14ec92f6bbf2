import type { Clock } from '../queue/clock.ts'

/** Slack retries events for some minutes, and a recorded request may be replayed within five. */
const memoryMs = 15 * 60_000

/** Answers true the first time only. */
export function createSeen(clock: Clock): (id: string) => boolean {
  const seen = new Map<string, number>()
  return (id) => {
    const now = clock.now()
    for (const [old, at] of seen) {
      if (at > now - memoryMs) break
      seen.delete(old)
    }
    if (seen.has(id)) return false
    seen.set(id, now)
    return true
  }
}
