import type { ClusterReader } from '../collectors/cluster-reader.ts'
import { collectAll, type Progress } from '../collectors/collect-all.ts'
import { collectors } from '../collectors/index.ts'
import { diagnose } from '../diagnosis/diagnose.ts'
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import type { EpochMs, Evidence, Gap } from '../diagnosis/evidence.ts'
import { rules } from '../diagnosis/rules/index.ts'
import type { Target } from '../diagnosis/target.ts'
import { extractFacts } from '../facts/extract.ts'
import { factProviders } from '../facts/index.ts'
import { redactData } from '../redaction/index.ts'
import { observeClusterClock } from './cluster-clock.ts'

/** Everything that was read, redacted, with the clock that it was judged by: enough to diagnose it again. */
export interface RecordedRun {
  readonly target: Target
  readonly cluster: string
  readonly startedAt: EpochMs
  readonly finishedAt: EpochMs
  /** The cluster's clock at the start of the reading. */
  readonly now: EpochMs
  readonly evidence: readonly Evidence[]
  readonly gaps: readonly Gap[]
}

export interface DiagnosisRun {
  readonly diagnosis: Diagnosis
  readonly record: RecordedRun
}

export interface RunOptions {
  readonly target: Target
  readonly read: ClusterReader
  readonly now: () => EpochMs
  /** Ends the run early, with what was read until then. */
  readonly signal: AbortSignal
  /** Limit for everything in milliseconds. */
  readonly timeoutMs: number
  readonly onProgress?: (progress: Progress) => void
}

/** One diagnosis, start to end: read every source, redact, draw facts, ask the rules. */
export async function runDiagnosis(options: RunOptions): Promise<DiagnosisRun> {
  const startedAt = options.now()
  const clock = observeClusterClock(options.read, options.now)
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs)])
  const collection = await collectAll(collectors, { ...options, read: clock.read, signal })
  const finishedAt = options.now()
  const record = redactData({
    target: options.target,
    cluster: options.read.cluster,
    startedAt,
    finishedAt,
    // Nearly everything is read at once at the start; only what hangs ends later, and must not age the rest.
    now: clock.toClusterTime(startedAt),
    ...collection,
  })
  return { diagnosis: replay(record), record }
}

/** The diagnosis of a recorded run: the same record gives the same diagnosis, byte for byte. */
export function replay(record: RecordedRun): Diagnosis {
  const { target, cluster, startedAt, finishedAt, now } = record
  const extraction = extractFacts(factProviders, record.evidence, record.gaps)
  return diagnose(rules, { target, cluster, startedAt, finishedAt, now, ...extraction })
}
