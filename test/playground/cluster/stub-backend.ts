import type { ControlPlaneBackend } from '../../../src/playground/cluster/backend.ts'
import { createMemoryStore } from '../../../src/playground/cluster/memory-store.ts'
import type { SimClock } from '../../../src/playground/cluster/sim-clock.ts'

/** A clock that stands still; its tasks never run. */
export function frozenClock(at = '2026-11-23T18:57:11Z'): SimClock {
  return { now: () => Date.parse(at), after: () => () => {}, every: () => () => {} }
}

/** A clock that tests push forward by hand. */
export interface HandClock extends SimClock {
  advance(ms: number): void
}

/** A clock whose tasks run, in order, when `advance` passes them. */
export function handClock(at = '2026-11-23T18:57:11Z'): HandClock {
  let now = Date.parse(at)
  const tasks = new Set<{ due: number; run: () => void }>()

  function after(delayMs: number, run: () => void): () => void {
    const task = { due: now + delayMs, run }
    tasks.add(task)
    return () => {
      tasks.delete(task)
    }
  }

  function every(periodMs: number, run: () => void): () => void {
    let stop = after(periodMs, again)
    function again(): void {
      stop = after(periodMs, again)
      run()
    }
    return () => stop()
  }

  return {
    now: () => now,
    after,
    every,
    advance(ms) {
      const end = now + ms
      for (;;) {
        const next = [...tasks].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0]
        if (!next) break
        tasks.delete(next)
        now = next.due
        next.run()
      }
      now = end
    },
  }
}

/** A control plane in which everything is fine, without nodes; `parts` replaces what a test wants to be otherwise. */
export function stubBackend(parts: Partial<ControlPlaneBackend> = {}): ControlPlaneBackend {
  const clock = parts.clock ?? frozenClock()
  return {
    clock,
    store: createMemoryStore(clock),
    apiserverState: () => 'up',
    storage: async () => {},
    health: async () => [
      { name: 'ping', ok: true, detail: '' },
      { name: 'etcd', ok: true, detail: '' },
    ],
    kubelet: () => undefined,
    ...parts,
  }
}
