import type { Target } from '../diagnosis/target.ts'

/** Where an answer goes: a channel, and there the thread under a message of ours (by ledger key) or of others (by ts). */
export interface Conversation {
  readonly channel: string
  readonly thread?: { readonly key: string } | { readonly ts: string }
}

/** Somebody who waits for the answer of a job; each gets it in their own conversation. */
export interface Asker {
  /** Unique per request: joining twice with one id is once. */
  readonly id: string
  readonly user: string
  /** Ledger key of the message that shows progress and ends as the verdict. */
  readonly parentKey: string
  readonly conversation: Conversation
}

/** What a worker does. Payloads carry a schema version, so that mixed versions can run during a rolling restart. */
export interface DiagnoseJob {
  readonly schemaVersion: 1
  readonly kind: 'diagnose' | 'describe'
  readonly cluster: string
  readonly target: Target
}

/** How far a running job is; shown in the parent messages of all askers. */
export interface JobProgress {
  readonly done: number
  readonly total: number
  readonly text: string
}

/** How a job ended. `retryable` failures are tried again by the queue until its bound, then end as `failed`. */
export type JobEnd =
  | { readonly outcome: 'done'; readonly runId: string }
  | { readonly outcome: 'failed'; readonly message: string }
  | { readonly outcome: 'expired' }
  | { readonly outcome: 'cancelled'; readonly by: string }
