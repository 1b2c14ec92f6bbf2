/** A server that asks for more patience than this gets its refusal reported instead. */
const longestWaitMs = 10_000

/**
 * How long a server that answered 429 or 503 wants us to wait, in milliseconds; undefined when it did not say or
 * asks for too long. Only then may a request be sent again (Kubernetes docs, "API Priority and Fairness").
 */
export function retryAfterMs(status: number, header: string | undefined, now: number): number | undefined {
  if ((status !== 429 && status !== 503) || !header) return undefined
  const waitMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  if (Number.isNaN(waitMs) || waitMs > longestWaitMs) return undefined
  return Math.max(0, waitMs)
}

/** Waits; false when the signal ended the waiting. */
export function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false)
    const timer = setTimeout(finish, ms, true)
    function finish(waited: boolean): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      resolve(waited)
    }
    function stop(): void {
      finish(false)
    }
    signal.addEventListener('abort', stop)
  })
}
