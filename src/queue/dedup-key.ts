import { formatTarget } from '../diagnosis/target.ts'
import type { DiagnoseJob } from './job.ts'

/** Two questions with one key are one job while it waits or runs. */
export function dedupKey({ cluster, kind, target }: DiagnoseJob): string {
  return `${kind} ${cluster} ${formatTarget(target)}`
}
