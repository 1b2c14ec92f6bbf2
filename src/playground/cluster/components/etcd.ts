import { StorageError } from '../backend.ts'
import type { SimClock } from '../sim-clock.ts'

/** The API server gives an ordinary request 60 s (`--request-timeout`). */
const REQUEST_TIMEOUT_MS = 60_000

/** A silent etcd is noticed by the client's keepalive ping: about 23 s into a request. */
const KEEPALIVE_FAILS_AFTER_MS = 23_300

/** The etcd cluster as the API server sees it: serving, refusing connections, or holding them without an answer. */
export class Etcd {
  private readonly clock: SimClock
  private current: 'up' | 'stopped' | 'hung' = 'up'
  private waiting = new Set<() => void>()

  constructor(clock: SimClock) {
    this.clock = clock
  }

  get state(): 'up' | 'stopped' | 'hung' {
    return this.current
  }

  /** Changes the state; requests that waited go on when it serves again. */
  set(state: 'up' | 'stopped' | 'hung'): void {
    this.current = state
    if (state !== 'up') return
    const waiting = this.waiting
    this.waiting = new Set()
    for (const goOn of waiting) goOn()
  }

  /** Returns when a request can be served, throws what the API server answers when it gives up. */
  async storage(signal: AbortSignal, kind: 'read' | 'proxy' = 'read'): Promise<void> {
    if (this.current === 'up') return
    const hung = this.current === 'hung'
    const timeoutMs = kind === 'proxy' ? Number.POSITIVE_INFINITY : REQUEST_TIMEOUT_MS
    const served = await this.servedWithin(hung ? KEEPALIVE_FAILS_AFTER_MS : timeoutMs, signal)
    if (served) return
    if (hung) {
      throw new StorageError(
        500,
        'rpc error: code = Unavailable desc = keepalive ping failed to receive ACK within timeout',
      )
    }
    throw new StorageError(504, 'Timeout: request did not complete within the allotted timeout', 'Timeout')
  }

  private servedWithin(limitMs: number, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const end = (served: boolean): void => {
        cancel()
        this.waiting.delete(goOn)
        signal.removeEventListener('abort', onAbort)
        resolve(served)
      }
      const goOn = (): void => end(true)
      const cancel = this.clock.after(limitMs, () => end(false))
      const onAbort = (): void => {
        reject(signal.reason)
        end(false)
      }
      this.waiting.add(goOn)
      signal.addEventListener('abort', onAbort, { once: true })
      if (signal.aborted) onAbort()
    })
  }
}
