import type { ApiserverData } from '../collectors/apiserver.ts'
import type { ClusterReader } from '../collectors/cluster-reader.ts'
import { collectAll, type Progress } from '../collectors/collect-all.ts'
import { collectors } from '../collectors/index.ts'
import { timeLimit } from '../collectors/time-limit.ts'
import { apiStateOf, isKubernetes } from '../diagnosis/api-state.ts'
import { diagnose } from '../diagnosis/diagnose.ts'
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import type { EpochMs, Evidence, Gap } from '../diagnosis/evidence.ts'
import { rules } from '../diagnosis/rules/index.ts'
import type { Target } from '../diagnosis/target.ts'
import { type Extraction, extractFacts } from '../facts/extract.ts'
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

/** A diagnosis together with what it was drawn from. */
export interface DiagnosisRun {
  readonly diagnosis: Diagnosis
  readonly record: RecordedRun
}

/** What to diagnose, through what, and how long at most. */
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
  const limit = timeLimit(options.timeoutMs, options.signal, timeoutError)
  const collection = await collectAll(collectors, {
    ...options,
    read: clock.read,
    signal: limit.signal,
    stopWhen: whyStop,
  }).finally(limit.end)
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

function timeoutError(): Error {
  return new DOMException('the time limit of the diagnosis passed', 'TimeoutError')
}

/** Behind an API server without an answer, or without its storage, nothing else will come: a kubelet is not waited for. */
function whyStop({ source, data }: Evidence): string | undefined {
  if (source !== 'apiserver') return undefined
  const { version, storage } = data as ApiserverData
  const silent = storage.outcome === 'timeout' || storage.outcome === 'tls-timeout'
  if (!silent && storage.status !== 500 && storage.status !== 504) return undefined
  const who = version.status === 200 ? "the API server's storage" : 'the API server'
  return `not waited for any longer: ${who} does not answer`
}

/** The diagnosis of a recorded run: the same record gives the same diagnosis, byte for byte. */
export function replay(record: RecordedRun): Diagnosis {
  const { target, cluster, startedAt, finishedAt, now } = record
  const extraction = extractGenuine(record)
  return diagnose(rules, { target, cluster, startedAt, finishedAt, now, ...extraction })
}

/** What no Kubernetes API server answered is no evidence about a cluster, however much it looks like it. */
function extractGenuine({ evidence, gaps }: RecordedRun): Extraction {
  const extraction = extractFacts(factProviders, evidence, gaps)
  const reaches = extraction.facts.filter((fact) => fact.kind === 'apiserverReach')
  if (isKubernetes(apiStateOf(reaches))) return extraction
  const isOwn = ({ source }: Evidence): boolean => source === 'apiserver'
  const foreign = evidence
    .filter((item) => !isOwn(item))
    .map(({ source }): Gap => ({ source, reason: 'invalid', detail: 'what answered is no Kubernetes API server' }))
  return extractFacts(factProviders, evidence.filter(isOwn), [...gaps, ...foreign])
}
