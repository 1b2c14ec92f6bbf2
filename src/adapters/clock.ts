import type { Clock } from '../queue/clock.ts'

/** Time as it is. What waits for it keeps the process alive: a stop that waits is not to be cut short. */
export function createSystemClock(): Clock {
  return {
    now: Date.now,
    after(delayMs, task) {
      const timer = setTimeout(task, delayMs)
      return () => clearTimeout(timer)
    },
  }
}
