import type { Asker, DiagnoseJob, JobEnd } from './job.ts'

/** A job of the embedded queue, from asking to its end. */
export interface Entry {
  readonly id: string
  readonly job: DiagnoseJob
  readonly askers: Map<string, Asker>
  readonly abort: AbortController
  attempt: number
  /** Set once: an ended job tells nobody anything more. */
  over: boolean
  cancelDeadline: () => void
}

/** A job that waits for its first try. */
export function newEntry(id: string, job: DiagnoseJob): Entry {
  return { id, job, askers: new Map(), abort: new AbortController(), attempt: 0, over: false, cancelDeadline: () => {} }
}

/** Marks the job as over and returns who was waiting, without giving way to anything in between. */
export function endAudience(entry: Entry, end: JobEnd): readonly Asker[] {
  entry.over = true
  entry.cancelDeadline()
  if (end.outcome !== 'done') entry.abort.abort(new Error(`the job ended: ${end.outcome}`))
  const audience = [...entry.askers.values()]
  entry.askers.clear()
  return audience
}
