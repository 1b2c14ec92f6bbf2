import { ReadError } from './read-error.ts'

/**
 * Gives one request a time limit of its own inside its collector's, so that a hung one costs itself only. Rejects with a
 * `timeout` when the limit passes, also if the work ignores its signal.
 */
export async function within<T>(
  limitMs: number,
  parent: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController()
  const overdue = new ReadError('timeout', `no answer within ${limitMs / 1000} s`, { outcome: 'timeout' })
  const timer = setTimeout(() => limit.abort(overdue), limitMs)
  const signal = AbortSignal.any([parent, limit.signal])
  try {
    return await Promise.race([work(signal), aborted(signal)])
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  } finally {
    clearTimeout(timer)
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    if (signal.aborted) reject(signal.reason)
  })
}
