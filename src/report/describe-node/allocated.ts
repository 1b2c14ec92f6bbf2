import { printQuantity, zero } from './quantity.ts'
import { type Amounts, sum } from './resource-sums.ts'
import { withShare } from './share.ts'

/** What pods may always ask for; everything else that a node offers is an extended resource, printed without a share. */
const standard: readonly string[] = ['cpu', 'memory', 'ephemeral-storage']

interface Wants {
  readonly requests: Amounts
  readonly limits: Amounts
}

/** The sums of what all pods ask for. */
export function allocatedText(pods: readonly Wants[], available: Amounts): string {
  const requests = sum(pods.map((pod) => pod.requests))
  const limits = sum(pods.map((pod) => pod.limits))
  const names = [...available.keys()].sort()
  const hugePages = names.filter(isHugePages)
  const extended = names.filter((name) => !standard.includes(name) && !isHugePages(name) && name !== 'pods')
  const amountIn = (amounts: Amounts, name: string) => printQuantity(amounts.get(name) ?? zero)
  return [
    'Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)\n',
    '  Resource\tRequests\tLimits\n',
    '  --------\t--------\t------\n',
    ...[...standard, ...hugePages].map((name) => {
      return `  ${name}\t${withShare(name, requests, available)}\t${withShare(name, limits, available)}\n`
    }),
    ...extended.map((name) => `  ${name}\t${amountIn(requests, name)}\t${amountIn(limits, name)}\n`),
  ].join('')
}

function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-')
}
