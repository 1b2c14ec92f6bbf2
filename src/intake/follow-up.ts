import type { Clock } from '../queue/clock.ts'

/** Work begins when nothing new came for this long, and at the latest after the other. */
const patienceMs = { quiet: 15, most: 250 }

/** The work that follows acknowledgements. */
export interface FollowUp {
  /**
   * Runs this when the burst of requests is over: two hundred commands at once are two hundred acknowledgements first, and
   * then the work. For a single request that is unnoticeable. The work must not reject.
   */
  later(work: () => Promise<void>): void
  /** Resolves when nothing waits or runs. */
  done(): Promise<void>
}

export function createFollowUp(clock: Clock): FollowUp {
  const underWay = new Set<Promise<void>>()
  let waiting: (() => void)[] = []
  let since = 0
  let cancel = () => {}

  function runAll(): void {
    const ready = waiting
    waiting = []
    for (const run of ready) run()
  }

  return {
    later(work) {
      if (waiting.length === 0) since = clock.now()
      const finished = new Promise<void>((resolve) => waiting.push(resolve)).then(work)
      underWay.add(finished)
      void finished.finally(() => underWay.delete(finished))
      cancel()
      const leftMs = since + patienceMs.most - clock.now()
      cancel = clock.after(Math.max(0, Math.min(patienceMs.quiet, leftMs)), runAll)
    },
    async done() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
