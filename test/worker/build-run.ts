import type { Diagnosis } from '../../src/diagnosis/diagnosis.ts'
import type { DiagnosisRun } from '../../src/worker/run-diagnosis.ts'
import { emptyDiagnosis, now } from '../report/diagnosis-builder.ts'

/** A run for which this was read of the Node, with the given diagnosis. */
export function buildRun(data: unknown, diagnosis: Diagnosis = emptyDiagnosis()): DiagnosisRun {
  const { target, cluster } = diagnosis
  const evidence = [{ source: 'node', startedAt: now, finishedAt: now + 12, data }]
  return { diagnosis, record: { target, cluster, startedAt: now, finishedAt: now + 842, now, evidence, gaps: [] } }
}
