import type { Clock } from '../queue/clock.ts'

/** Time as it is. What waits for it does not keep the process alive. */
export function createSystemClock(): Clock {
  return {
    now: Date.now,
    after(delayMs, task) {
      const timer = setTimeout(task, delayMs)
      timer.unref()
      return () => clearTimeout(timer)
    },
  }
}
