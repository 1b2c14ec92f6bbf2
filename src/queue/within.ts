import type { Clock } from './clock.ts'

/** The result of `work`, or undefined once `limitMs` are over; the work itself goes on. */
export async function within<T>(work: Promise<T>, limitMs: number, clock: Clock): Promise<T | undefined> {
  let cancel = () => {}
  const overdue = new Promise<undefined>((resolve) => {
    cancel = clock.after(limitMs, () => resolve(undefined))
  })
  return Promise.race([work, overdue]).finally(() => cancel())
}
