import type { EpochMs } from '../diagnosis/evidence.ts'
import type { Asker, DiagnoseJob, JobEnd, JobProgress } from './job.ts'

interface Ticket {
  readonly jobId: string
  /** True if the asker joined a job that was already waiting or running. */
  readonly joined: boolean
  /** Jobs waiting before this one. */
  readonly ahead: number
}

/** What a handler gets to work with. */
export interface JobContext {
  readonly jobId: string
  readonly attempt: number
  /** Aborted at the job's deadline, on cancellation, or when the worker loses the job to another one. */
  readonly signal: AbortSignal
  /** Everybody who waits at this moment; grows while the job runs. */
  audience(): Promise<readonly Asker[]>
  progress(progress: JobProgress): Promise<void>
}

/** Does the work and returns the id of the stored run. Throws `RetryableError` for what a second try may mend. */
export type JobHandler = (job: DiagnoseJob, context: JobContext) => Promise<string>

/** The job failed for a reason that may pass: the queue tries again. */
export class RetryableError extends Error {}

/** Hears what the queue decides; the audience of an end is taken atomically with it, so nobody is lost or told twice. */
export interface QueueListener {
  onStart(jobId: string, job: DiagnoseJob, audience: readonly Asker[]): Promise<void>
  onProgress(jobId: string, job: DiagnoseJob, progress: JobProgress, audience: readonly Asker[]): Promise<void>
  onEnd(jobId: string, job: DiagnoseJob, end: JobEnd, audience: readonly Asker[]): Promise<void>
}

/** How a job is asked for. */
export interface AskOptions {
  /** The job ends as `expired` if it is not done by then, also when no worker lives. */
  readonly deadlineAt: EpochMs
}

/**
 * The queue port. A question that waits or runs is the same job for everybody who asks it (cluster + target + kind):
 * a second asker joins its audience, atomically with its finishing. Both implementations pass one contract suite.
 */
export interface DiagnosisQueue {
  ask(job: DiagnoseJob, asker: Asker, options: AskOptions): Promise<Ticket>
  /** Cancels for one asker; the job itself goes on unless nobody is left. False if it is over already. */
  leave(jobId: string, askerId: string): Promise<boolean>
  counts(): Promise<{ readonly waiting: number; readonly running: number }>
  /** Takes jobs, `concurrency` at a time, until stopped; `stop` waits for running jobs up to `graceMs`. */
  work(handler: JobHandler, options: { readonly concurrency: number }): { stop(graceMs: number): Promise<void> }
  listen(listener: QueueListener): void
  /** Whether what waits survives a restart of this process. */
  readonly durable: boolean
}
