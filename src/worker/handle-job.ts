import type { ClusterReader } from '../collectors/cluster-reader.ts'
import type { Progress } from '../collectors/collect-all.ts'
import { ReadError } from '../collectors/read-error.ts'
import type { EpochMs, GapReason } from '../diagnosis/evidence.ts'
import type { DiagnoseJob } from '../queue/job.ts'
import { type JobContext, type JobHandler, RetryableError } from '../queue/queue.ts'
import { runDescribe } from './describe-node.ts'
import { runDiagnosis } from './run-diagnosis.ts'
import type { DescriptionStore, RunStore } from './run-store.ts'

/** What a worker needs of the outside. */
export interface HandlerPorts {
  /** A reader of the cluster of that name. Throws an error whose message a person can act on: no such cluster, no login. */
  connectTo(cluster: string): Promise<ClusterReader>
  readonly runs: RunStore
  readonly descriptions: DescriptionStore
  readonly now: () => EpochMs
  /** Limit for the reading in milliseconds; the diagnosis goes on with what was read until then. */
  readonly timeoutMs: number
}

/** Failures that a second try may mend; a wrong name or a missing permission it does not. */
const mendable: readonly GapReason[] = ['timeout', 'unavailable']

/**
 * Does one job, start to end, and returns the id of what it stored: a run, or a description. A cluster that does not
 * answer is no failure but a diagnosis. It never talks to Slack: the announcer does, when the queue says how it ended.
 */
export function createJobHandler(ports: HandlerPorts): JobHandler {
  return async (job, context) => {
    try {
      const read = await ports.connectTo(job.cluster)
      return job.kind === 'describe'
        ? await describeNode(job, context, read, ports)
        : await diagnoseTarget(job, context, read, ports)
    } catch (error) {
      throw isMendable(error) ? new RetryableError(error.message, { cause: error }) : error
    }
  }
}

async function diagnoseTarget(
  { target }: DiagnoseJob,
  context: JobContext,
  read: ClusterReader,
  { now, timeoutMs, runs }: HandlerPorts,
): Promise<string> {
  const { signal } = context
  const run = await runDiagnosis({ target, read, now, signal, timeoutMs, onProgress: tell(context) })
  // Half a reading because the job was cancelled is no diagnosis.
  signal.throwIfAborted()
  return stored(runs.save(run))
}

async function describeNode(
  { target }: DiagnoseJob,
  { signal }: JobContext,
  read: ClusterReader,
  { descriptions, now }: HandlerPorts,
): Promise<string> {
  if (target.kind !== 'node') throw new Error('only a node can be described')
  const text = await runDescribe(target.name, read, { signal, now })
  signal.throwIfAborted()
  return stored(descriptions.save(text))
}

/** Progress is a courtesy: it neither holds up the reading, nor does its failure fail the job. */
function tell(context: JobContext): (progress: Progress) => void {
  return ({ source, ok, done, total }) => {
    const text = ok ? `read ${source}` : `no answer from ${source}`
    context.progress({ done, total, text }).catch(() => {})
  }
}

function stored(saving: Promise<string>): Promise<string> {
  return saving.catch((error: unknown) => {
    throw new RetryableError('the result could not be stored', { cause: error })
  })
}

function isMendable(error: unknown): error is ReadError {
  return error instanceof ReadError && mendable.includes(error.reason)
}
