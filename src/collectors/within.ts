import { ReadError } from './read-error.ts'
import { timeLimit } from './time-limit.ts'

/**
 * Gives one request a time limit of its own inside its collector's, so that a hung one costs itself only. Rejects when the
 * limit passes: with what the work says about how far it came (a TLS handshake without answer is not a vanished host),
 * else, if it ignores its signal, with a plain `timeout`.
 */
export async function within<T>(
  limitMs: number,
  parent: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const overdue = new ReadError('timeout', `no answer within ${limitMs / 1000} s`, { outcome: 'timeout' })
  const { signal, end } = timeLimit(limitMs, parent, () => overdue)
  try {
    return await Promise.race([work(signal), aborted(signal)])
  } catch (error) {
    const isOwnWord = error instanceof ReadError && !parent.aborted
    throw signal.aborted && !isOwnWord ? signal.reason : error
  } finally {
    end()
  }
}

/** Rejects one turn of the event loop after the abort, so that work that heeds its signal is heard first. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => setTimeout(reject, 0, signal.reason), { once: true })
    if (signal.aborted) reject(signal.reason)
  })
}
