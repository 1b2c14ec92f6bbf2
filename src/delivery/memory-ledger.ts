import type { Ledger, Outstanding } from './ledger.ts'
import type { Delivered, DesiredMessage } from './message.ts'

/** Messages that are done are remembered this many at most: threads of the last days hang from them. */
const remembered = 10_000

/** The ledger of a single process; lost with it. */
export function createMemoryLedger(): Ledger {
  const all = new Map<string, Outstanding>()
  const open = new Set<string>()
  const wakers = new Set<() => void>()
  const judge = (key: string) => {
    const item = all.get(key)
    if (item && isOutstanding(item)) open.add(key)
    else open.delete(key)
  }
  return {
    async want(desired: DesiredMessage) {
      const known = all.get(desired.key)
      if (known && known.desired.version >= desired.version) return false
      all.set(desired.key, { ...known, desired })
      judge(desired.key)
      forgetOldest(all, open)
      for (const wake of wakers) wake()
      return true
    },
    outstanding: async () => [...open].flatMap((key) => all.get(key) ?? []),
    async record(delivered: Delivered) {
      const known = all.get(delivered.key)
      if (known) all.set(delivered.key, { ...known, delivered })
      judge(delivered.key)
    },
    find: async (key) => all.get(key),
    onWork(wake) {
      wakers.add(wake)
      return () => void wakers.delete(wake)
    },
  }
}

function isOutstanding({ desired, delivered }: Outstanding): boolean {
  return !delivered?.refused && desired.version > (delivered?.version ?? 0)
}

function forgetOldest(all: Map<string, Outstanding>, open: ReadonlySet<string>): void {
  for (const key of all.keys()) {
    if (all.size <= remembered) return
    if (!open.has(key)) all.delete(key)
  }
}
