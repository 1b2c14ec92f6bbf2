import type { SimClock } from '../cluster/sim-clock.ts'

/** Real time behind the clock port: what a demo or a test over real sockets runs on. `stop` cancels everything planned. */
export interface WallClock extends SimClock {
  stop(): void
}

export function createWallClock(): WallClock {
  const timers = new Set<NodeJS.Timeout>()
  function track(timer: NodeJS.Timeout): () => void {
    timers.add(timer)
    return () => {
      clearTimeout(timer)
      timers.delete(timer)
    }
  }
  return {
    now: () => Date.now(),
    after(delayMs, task) {
      const timer = setTimeout(() => {
        timers.delete(timer)
        task()
      }, delayMs)
      return track(timer)
    },
    every: (periodMs, task) => track(setInterval(task, periodMs)),
    stop() {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}
