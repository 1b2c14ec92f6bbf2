import type { EpochMs } from '../diagnosis/evidence.ts'
import type { Outstanding } from './ledger.ts'
import type { Limiter, Method } from './limiter.ts'
import type { Delivered, DeliveryRefusal } from './message.ts'

/** The next thing to do for one message. */
export interface Step {
  readonly item: Outstanding
  readonly method: Method
  readonly channel: string
  readonly threadTs: string | undefined
}

/** What the sender does now: a step, giving up a message, or how long to wait (`undefined` = until something new comes). */
export type Plan =
  | { readonly step: Step }
  | { readonly orphan: Outstanding; readonly refusal: DeliveryRefusal }
  | { readonly waitMs: number | undefined }

/** Progress is shown at most this often a message: people read slower than workers work. */
const progressSpacingMs = 1_500

const urgency = { answer: 0, final: 1, progress: 2 } as const

/** What is known of the messages that threads hang from, and when each message was last written. */
export interface Known {
  delivered(key: string): Delivered | undefined
  writtenAt(key: string): EpochMs | undefined
}

/** Chooses the most urgent step that Slack's limits allow. A thread is posted in order; edits overtake nothing. */
export function planNext(items: readonly Outstanding[], known: Known, limiter: Limiter, now: EpochMs): Plan {
  const orphan = items.find((item) => parentOf(item, known)?.refused)
  const refusal = orphan && parentOf(orphan, known)?.refused
  if (orphan && refusal) return { orphan, refusal }
  const steps = firstOfEachThread(items.flatMap((item) => stepFor(item, known)))
  const timed = steps.map((step) => ({ step, waitMs: waitFor(step, known, limiter, now) }))
  const ready = timed.filter(({ waitMs }) => waitMs <= 0).sort((a, b) => rank(a.step) - rank(b.step))
  const [first] = ready
  if (first) return { step: first.step }
  return { waitMs: timed.length > 0 ? Math.min(...timed.map(({ waitMs }) => waitMs)) : undefined }
}

/** The message of ours that the thread hangs from. */
function parentOf({ desired }: Outstanding, known: Known): Delivered | undefined {
  const { thread } = desired.conversation
  return thread && 'key' in thread ? known.delivered(thread.key) : undefined
}

function stepFor(item: Outstanding, known: Known): readonly Step[] {
  const { thread, channel } = item.desired.conversation
  const parentTs = parentOf(item, known)?.ts
  if (thread && 'key' in thread && !parentTs) return []
  const threadTs = thread && 'ts' in thread ? thread.ts : parentTs
  return [{ item, method: methodFor(item), channel, threadTs }]
}

function methodFor({ desired, delivered }: Outstanding): Method {
  if ('file' in desired.content) return 'upload'
  if (delivered?.ts) return 'update'
  return delivered?.unclear ? 'find' : 'post'
}

/** Among new messages of one thread only the oldest may go; edits are free to go. */
function firstOfEachThread(steps: readonly Step[]): readonly Step[] {
  const busy = new Set<string>()
  return steps.filter((step) => {
    if (step.method === 'update') return true
    const thread = `${step.channel} ${step.threadTs ?? step.item.desired.key}`
    if (busy.has(thread)) return false
    busy.add(thread)
    return true
  })
}

function waitFor(step: Step, known: Known, limiter: Limiter, now: EpochMs): number {
  const limit = limiter.waitMs(step.method, step.channel, now)
  const writtenAt = known.writtenAt(step.item.desired.key)
  const isProgress = step.method === 'update' && step.item.desired.priority === 'progress'
  return isProgress && writtenAt !== undefined ? Math.max(limit, writtenAt + progressSpacingMs - now) : limit
}

/** New messages before edits, answers before progress. */
function rank(step: Step): number {
  return (step.method === 'update' ? 10 : 0) + urgency[step.item.desired.priority]
}
