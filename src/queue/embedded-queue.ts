import type { Clock } from './clock.ts'
import { dedupKey } from './dedup-key.ts'
import { type Entry, endAudience, newEntry } from './embedded-entry.ts'
import type { Asker, DiagnoseJob, JobEnd, JobProgress } from './job.ts'
import { type AskOptions, type DiagnosisQueue, type JobHandler, type QueueListener, RetryableError } from './queue.ts'

/** A job is tried this often before it ends as failed. */
const maxAttempts = 3
const retryDelayMs = 1_000

/** The queue of a single process: no Redis, nothing to install; what waits is lost with the process. */
export function createEmbeddedQueue(clock: Clock): DiagnosisQueue {
  return new EmbeddedQueue(clock)
}

class EmbeddedQueue implements DiagnosisQueue {
  readonly durable = false
  readonly #clock: Clock
  readonly #byKey = new Map<string, Entry>()
  readonly #waiting: Entry[] = []
  readonly #running = new Map<Entry, Promise<void>>()
  readonly #listeners: QueueListener[] = []
  #worker: { readonly handler: JobHandler; readonly concurrency: number } | undefined
  #lastId = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  listen(listener: QueueListener): void {
    this.#listeners.push(listener)
  }

  async ask(job: DiagnoseJob, asker: Asker, options: AskOptions) {
    const known = this.#byKey.get(dedupKey(job))
    const entry = known ?? this.#add(job, options)
    entry.askers.set(asker.id, asker)
    const ticket = { jobId: entry.id, joined: known !== undefined, ahead: Math.max(0, this.#waiting.indexOf(entry)) }
    this.#pump()
    return ticket
  }

  async leave(jobId: string, askerId: string): Promise<boolean> {
    const entry = [...this.#byKey.values()].find(({ id }) => id === jobId)
    const asker = entry?.askers.get(askerId)
    if (!entry || !asker) return false
    entry.askers.delete(askerId)
    const end: JobEnd = { outcome: 'cancelled', by: asker.user }
    if (entry.askers.size === 0) await this.#end(entry, end)
    await this.#tell((listener) => listener.onEnd(entry.id, entry.job, end, [asker]))
    return true
  }

  async counts() {
    return { waiting: this.#waiting.length, running: this.#running.size }
  }

  work(handler: JobHandler, options: { readonly concurrency: number }) {
    this.#worker = { handler, concurrency: options.concurrency }
    this.#pump()
    return { stop: (graceMs: number) => this.#stop(graceMs) }
  }

  #add(job: DiagnoseJob, { deadlineAt }: AskOptions): Entry {
    this.#lastId += 1
    const entry = newEntry(`job-${this.#lastId}`, job)
    const untilDeadline = Math.max(0, deadlineAt - this.#clock.now())
    entry.cancelDeadline = this.#clock.after(untilDeadline, () => void this.#end(entry, { outcome: 'expired' }))
    this.#byKey.set(dedupKey(job), entry)
    this.#waiting.push(entry)
    return entry
  }

  #pump(): void {
    while (this.#worker && this.#running.size < this.#worker.concurrency) {
      const entry = this.#waiting.shift()
      if (!entry) return
      const run = this.#run(entry, this.#worker.handler).finally(() => {
        this.#running.delete(entry)
        this.#pump()
      })
      this.#running.set(entry, run)
    }
  }

  async #run(entry: Entry, handler: JobHandler): Promise<void> {
    entry.attempt += 1
    try {
      await this.#tell((listener) => listener.onStart(entry.id, entry.job, [...entry.askers.values()]))
      const runId = await handler(entry.job, {
        jobId: entry.id,
        attempt: entry.attempt,
        signal: entry.abort.signal,
        audience: async () => [...entry.askers.values()],
        progress: (progress) => this.#progress(entry, progress),
      })
      await this.#end(entry, { outcome: 'done', runId })
    } catch (error) {
      await this.#failed(entry, error)
    }
  }

  async #failed(entry: Entry, error: unknown): Promise<void> {
    if (error instanceof RetryableError && entry.attempt < maxAttempts && !entry.over) {
      this.#clock.after(retryDelayMs * entry.attempt, () => {
        if (!entry.over) this.#waiting.push(entry)
        this.#pump()
      })
      return
    }
    await this.#end(entry, { outcome: 'failed', message: error instanceof Error ? error.message : String(error) })
  }

  async #progress(entry: Entry, progress: JobProgress): Promise<void> {
    if (entry.over) return
    const audience = [...entry.askers.values()]
    await this.#tell((listener) => listener.onProgress(entry.id, entry.job, progress, audience))
  }

  /** Takes the audience and forgets the job in one step: whoever asks next starts a new job, nobody falls between. */
  async #end(entry: Entry, end: JobEnd): Promise<void> {
    if (entry.over) return
    const audience = endAudience(entry, end)
    this.#byKey.delete(dedupKey(entry.job))
    const place = this.#waiting.indexOf(entry)
    if (place >= 0) this.#waiting.splice(place, 1)
    if (audience.length > 0) await this.#tell((listener) => listener.onEnd(entry.id, entry.job, end, audience))
  }

  async #tell(call: (listener: QueueListener) => Promise<void>): Promise<void> {
    await Promise.all(this.#listeners.map((listener) => call(listener)))
  }

  async #stop(graceMs: number): Promise<void> {
    this.#worker = undefined
    const drained = Promise.all(this.#running.values())
    let cancel = () => {}
    const overdue = new Promise<void>((resolve) => {
      cancel = this.#clock.after(graceMs, resolve)
    })
    await Promise.race([drained, overdue])
    cancel()
    // What waits dies with this process too: its askers are told now, for nobody could tell them later.
    for (const entry of [...this.#byKey.values()]) {
      await this.#end(entry, { outcome: 'failed', message: 'the bot is stopping' })
    }
  }
}
