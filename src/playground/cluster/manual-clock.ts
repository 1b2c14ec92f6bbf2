import type { EpochMs } from '../../diagnosis/evidence.ts'
import type { SimClock } from './sim-clock.ts'
import { type ScheduledTask, TaskHeap } from './task-heap.ts'

/** A clock that stands still until somebody moves it; tasks run in the order of their due times. */
export interface ManualClock extends SimClock {
  /** Moves time on by `ms`, running everything that falls due on the way. */
  advance(ms: number): void
  /** Moves time on to an instant; an instant in the past changes nothing. */
  advanceTo(instant: EpochMs): void
  /** Advances in steps and lets promises settle after each, so that awaited answers arrive on the way. */
  advanceAsync(ms: number, stepMs?: number): Promise<void>
  /** Tasks that wait (cancelled ones included until their time comes). */
  readonly pending: number
}

/** A clock that starts at `startMs`. */
export function createManualClock(startMs: EpochMs): ManualClock {
  const heap = new TaskHeap()
  let current = startMs
  let sequence = 0

  function schedule(delayMs: number, run: () => void): () => void {
    const task: ScheduledTask = { dueAt: current + Math.max(0, Math.ceil(delayMs)), sequence, run, cancelled: false }
    sequence += 1
    heap.push(task)
    return () => {
      task.cancelled = true
    }
  }

  function advanceTo(instant: EpochMs): void {
    for (let next = heap.peek(); next && next.dueAt <= instant; next = heap.peek()) {
      heap.pop()
      if (next.cancelled) continue
      current = Math.max(current, next.dueAt)
      next.run()
    }
    current = Math.max(current, instant)
  }

  return {
    now: () => current,
    after: schedule,
    every: (periodMs, task) => repeat(schedule, periodMs, task),
    advance: (ms) => advanceTo(current + ms),
    advanceTo,
    async advanceAsync(ms, stepMs = 1_000) {
      const end = current + ms
      while (current < end) {
        await settle()
        advanceTo(Math.min(end, current + stepMs))
      }
      await settle()
    },
    get pending() {
      return heap.size
    },
  }
}

function repeat(schedule: SimClock['after'], periodMs: number, task: () => void): () => void {
  let cancel = schedule(periodMs, tick)
  function tick(): void {
    cancel = schedule(periodMs, tick)
    task()
  }
  return () => cancel()
}

/** Lets every promise that can settle now do so: a macrotask runs after all microtasks. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

/** How fast the simulated time passes. */
export interface FollowOptions {
  /** Simulated milliseconds for each real one; 1 by default. */
  readonly rate?: number
  /** How often the clock is moved, in real milliseconds; 20 by default. */
  readonly everyMs?: number
}

/** Ties a manual clock to wall time (for demos and for tests over the wire). The returned function stops it. */
export function followWallClock(clock: ManualClock, options: FollowOptions = {}): () => void {
  const { rate = 1, everyMs = 20 } = options
  let last = performance.now()
  let owed = 0
  const timer = setInterval(() => {
    const now = performance.now()
    owed += (now - last) * rate
    last = now
    const whole = Math.floor(owed)
    owed -= whole
    clock.advance(whole)
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
