import { millisOf, printQuantity, type Quantity, unitsOf, zero } from './quantity.ts'
import type { Amounts } from './resource-sums.ts'

/** `250m (12%)`: an amount of a resource, and how much of the available amount it is. */
export function withShare(name: string, amounts: Amounts, available: Amounts): string {
  const amount = amounts.get(name) ?? zero
  return `${printQuantity(amount)} (${percent(name, amount, available.get(name) ?? zero)}%)`
}

/** Cut to whole percents, as kubectl does. Of nothing at all it is 0: kubectl prints an overflown number there. */
function percent(name: string, amount: Quantity, whole: Quantity): bigint {
  const count = name === 'cpu' ? millisOf : unitsOf
  const of = Number(count(whole))
  return of === 0 ? 0n : BigInt(Math.trunc((Number(count(amount)) / of) * 100))
}
