import type { Severity } from '../diagnosis/rule.ts'
import { missingNode } from '../worker/missing-node.ts'
import type { DiagnosisRun } from '../worker/run-diagnosis.ts'

/** What `kubemedic` exits with; of several, the highest counts. */
export const exitCodes = { done: 0, failOn: 1, usage: 2, unreachable: 3, interrupted: 130 } as const

const ranks: Readonly<Record<Severity, number>> = { info: 0, warning: 1, critical: 2 }

/** The exit code of one diagnosis; `failOn` is the severity from which findings count as failure. */
export function exitCodeOf(run: DiagnosisRun, failOn: Severity | undefined): number {
  if (missingNode(run) || isUnreachable(run)) return exitCodes.unreachable
  const isMet = run.diagnosis.findings.some(({ severity }) => failOn && ranks[severity] >= ranks[failOn])
  if (isMet) return exitCodes.failOn
  // A check that could not look must not pass.
  return failOn && run.diagnosis.obstacle ? exitCodes.unreachable : exitCodes.done
}

/** The target's own source could not be read, and not for want of permission. */
export function isUnreachable({ record, diagnosis }: DiagnosisRun): boolean {
  const source = record.target.kind === 'node' ? 'node' : 'siblings'
  // What the diagnosis could make nothing of is a gap of its own.
  const gaps = [...record.gaps, ...diagnosis.gaps]
  return gaps.some((gap) => gap.source === source && gap.reason !== 'forbidden')
}
