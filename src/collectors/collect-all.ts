import type { EpochMs, Evidence, Gap } from '../diagnosis/evidence.ts'
import type { Target } from '../diagnosis/target.ts'
import type { ClusterReader } from './cluster-reader.ts'
import type { Collector } from './collector.ts'
import { ReadError } from './read-error.ts'
import { onceAborted, timeLimit } from './time-limit.ts'

/** What was read, and what could not be. */
export interface Collection {
  /** Sorted by source, so that the order of answers changes nothing. */
  readonly evidence: readonly Evidence[]
  readonly gaps: readonly Gap[]
}

/** What is collected for, through what, and until when. */
export interface CollectOptions {
  readonly target: Target
  readonly read: ClusterReader
  /** Ends everything, e.g. the person's `--timeout`. */
  readonly signal: AbortSignal
  readonly now: () => EpochMs
  /** Why what one source found makes all the others not worth waiting for; undefined to go on. */
  readonly stopWhen?: (evidence: Evidence) => string | undefined
  /** Called once for every source as it ends. */
  readonly onProgress?: (progress: Progress) => void
}

/** How far the collection is. */
export interface Progress {
  readonly source: string
  readonly ok: boolean
  readonly done: number
  readonly total: number
}

/** How long after its end a collector may still hand something in. */
const graceMs = 50

/** Reads every source that fits the target, all at once. A slow or dead source costs its own line only. */
export async function collectAll(collectors: readonly Collector[], options: CollectOptions): Promise<Collection> {
  const fitting = collectors.filter((collector) => collector.targets.includes(options.target.kind))
  const stop = new AbortController()
  const forget = onceAborted(options.signal, () => stop.abort(options.signal.reason))
  let done = 0
  const results = await Promise.all(
    fitting.map(async (collector) => {
      const result = await collectOne(collector, { ...options, signal: stop.signal })
      done += 1
      const why = 'evidence' in result ? options.stopWhen?.(result.evidence) : undefined
      if (why) stop.abort(new ReadError('timeout', why))
      options.onProgress?.({ source: collector.source, ok: 'evidence' in result, done, total: fitting.length })
      return result
    }),
  ).finally(forget)
  return {
    evidence: results.flatMap((result) => ('evidence' in result ? [result.evidence] : [])).sort(bySource),
    gaps: results.flatMap((result) => ('gap' in result ? [result.gap] : [])).sort(bySource),
  }
}

async function collectOne(
  collector: Collector,
  options: CollectOptions,
): Promise<{ readonly evidence: Evidence } | { readonly gap: Gap }> {
  const startedAt = options.now()
  const { signal, end } = timeLimit(collector.deadlineMs, options.signal, () => overdue(collector))
  try {
    const request = { target: options.target, read: options.read, now: options.now, signal }
    const data = await Promise.race([collector.collect(request), rejectSoonAfterAbort(signal)])
    return { evidence: { source: collector.source, startedAt, finishedAt: options.now(), data } }
  } catch (error) {
    return { gap: toGap(collector.source, signal.aborted ? signal.reason : error) }
  } finally {
    end()
  }
}

/** A collector that ignores its signal still ends in time; one that heeds it may hand in what it has by then. */
function rejectSoonAfterAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const rejectSoon = () => setTimeout(reject, graceMs, signal.reason)
    if (signal.aborted) rejectSoon()
    else signal.addEventListener('abort', rejectSoon, { once: true })
  })
}

function overdue(collector: Collector): ReadError {
  return new ReadError('timeout', `no complete answer within ${collector.deadlineMs / 1000} s`)
}

function toGap(source: string, error: unknown): Gap {
  if (error instanceof ReadError) return { source, reason: error.reason, detail: error.message }
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')) {
    return { source, reason: 'timeout', detail: 'the diagnosis ended before it answered' }
  }
  return { source, reason: 'invalid', detail: error instanceof Error ? error.message : String(error) }
}

function bySource(a: { readonly source: string }, b: { readonly source: string }): number {
  return a.source < b.source ? -1 : 1
}
