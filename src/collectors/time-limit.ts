/** A signal that must be let go of when the work is done. */
export interface TimeLimit {
  readonly signal: AbortSignal
  end(): void
}

/**
 * Aborts after `limitMs` with `reason()`, or with its parent. Made by hand, since Node 20 collects what
 * `AbortSignal.any` and `AbortSignal.timeout` make while somebody still waits for it, and then nothing ever aborts.
 */
export function timeLimit(limitMs: number, parent: AbortSignal, reason: () => Error): TimeLimit {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(reason()), limitMs)
  const forget = onceAborted(parent, () => limit.abort(parent.reason))
  function end(): void {
    clearTimeout(timer)
    forget()
  }
  return { signal: limit.signal, end }
}

const waiting = new WeakMap<AbortSignal, Set<() => void>>()

/** One listener for each signal however many wait for it: Node warns of a leak otherwise. Returns how to stop waiting. */
export function onceAborted(signal: AbortSignal, run: () => void): () => void {
  if (signal.aborted) run()
  const runs = waiting.get(signal) ?? listenTo(signal)
  runs.add(run)
  return () => runs.delete(run)
}

function listenTo(signal: AbortSignal): Set<() => void> {
  const runs = new Set<() => void>()
  waiting.set(signal, runs)
  function runAll(): void {
    for (const run of [...runs]) run()
  }
  signal.addEventListener('abort', runAll, { once: true })
  return runs
}
