import type { DiagnosisRun } from './run-diagnosis.ts'

/** The name that was asked for and existing names like it, when there is no such node. */
export function missingNode({ record }: DiagnosisRun): { name: string; nearest: readonly string[] } | undefined {
  const data = record.evidence.find(({ source }) => source === 'node')?.data
  if (record.target.kind !== 'node' || typeof data !== 'object' || data === null || !('missing' in data)) {
    return undefined
  }
  const nearest = 'nearest' in data && Array.isArray(data.nearest) ? data.nearest.map(String) : []
  return { name: record.target.name, nearest }
}
