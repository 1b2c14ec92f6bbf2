import type { EpochMs } from '../../diagnosis/evidence.ts'
import { allocatedText } from './allocated.ts'
import { type DescribedNode, isNotRead, type NodeObject, type PodObject } from './described-objects.ts'
import { type Amounts, amountsOf, podLimits, podRequests } from './resource-sums.ts'
import { withShare } from './share.ts'
import { sinceText } from './time-text.ts'

/** The pods that run on the node with what they ask for, and the sums of that. */
export function podsText({ node, pods }: DescribedNode, now: EpochMs): string {
  if (isNotRead(pods)) {
    return pods.reason === 'forbidden' ? 'Pods:\tnot authorized\n' : `Pods:\tnot read: ${pods.message}\n`
  }
  const available = allocatableOf(node)
  const rows = pods.items.map((pod) => ({ pod, requests: podRequests(pod), limits: podLimits(pod) }))
  return [
    `Non-terminated Pods:\t(${pods.items.length} in total${pods.complete ? '' : ', more were not read'})\n`,
    '  Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge\n',
    '  ---------\t----\t\t------------\t----------\t---------------\t-------------\t---\n',
    ...rows.map((row) => podText(row, available, now)),
    allocatedText(rows, available),
  ].join('')
}

interface PodRow {
  readonly pod: PodObject
  readonly requests: Amounts
  readonly limits: Amounts
}

function podText({ pod, requests, limits }: PodRow, available: Amounts, now: EpochMs): string {
  const cells = [
    pod.namespace,
    pod.name,
    '',
    withShare('cpu', requests, available),
    withShare('cpu', limits, available),
    withShare('memory', requests, available),
    withShare('memory', limits, available),
    sinceText(pod.createdAt, now),
  ]
  return `  ${cells.join('\t')}\n`
}

/** Nodes of very old kubelets have a capacity only. */
function allocatableOf({ allocatable, capacity }: NodeObject): Amounts {
  return amountsOf(Object.keys(allocatable).length > 0 ? allocatable : capacity)
}
