import type { Clock } from '../queue/clock.ts'
import type { Ledger } from './ledger.ts'

/** The sender may be held up by a limit of Slack; looked for this often. */
const pollMs = 50

/** Waits until nothing is outstanding, at most `limitMs`. Answers how many messages are left. */
export async function drain(ledger: Ledger, clock: Clock, limitMs: number): Promise<number> {
  const until = clock.now() + limitMs
  for (;;) {
    const left = (await ledger.outstanding()).length
    if (left === 0 || clock.now() >= until) return left
    await new Promise<void>((resolve) => clock.after(pollMs, resolve))
  }
}
