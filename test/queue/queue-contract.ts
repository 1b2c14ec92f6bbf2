import { describe, expect, it } from 'vitest'
import type { Asker, DiagnoseJob, JobEnd } from '../../src/queue/job.ts'
import { type DiagnosisQueue, RetryableError } from '../../src/queue/queue.ts'

/** A queue under test, with the clock that it lives on. */
export interface QueueUnderTest {
  readonly queue: DiagnosisQueue
  readonly now: () => number
  /** Moves the queue's clock. */
  advance(ms: number): void
}

const job: DiagnoseJob = {
  schemaVersion: 1,
  kind: 'diagnose',
  cluster: 'prod',
  target: { kind: 'node', name: 'node-3' },
}

function asker(id: string): Asker {
  return { id, user: `U-${id}`, parentKey: `parent ${id}`, conversation: { channel: 'C1' } }
}

/** Collects every end, and lets a test wait for the next one. */
function listenTo(queue: DiagnosisQueue) {
  const ends: { end: JobEnd; askers: string[] }[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  queue.listen({
    onStart: async () => {},
    onProgress: async () => {},
    async onEnd(_id, _job, end, audience) {
      ends.push({ end, askers: audience.map(({ id }) => id) })
      for (const waiter of waiting) if (ends.length >= waiter.count) waiter.resolve()
    },
  })
  const until = (count: number) =>
    ends.length >= count ? Promise.resolve() : new Promise<void>((resolve) => waiting.push({ count, resolve }))
  return { ends, until }
}

/** A handler that a test finishes by hand. */
function gate<T>() {
  let open: (value: T) => void = () => {}
  const opened = new Promise<T>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

/** What every queue promises, whatever it runs on. */
export function describeQueue(name: string, make: () => Promise<QueueUnderTest>): void {
  describe(`queue contract: ${name}`, () => {
    it('runs a job and tells its asker', async () => {
      const { queue, now } = await make()
      const heard = listenTo(queue)
      queue.work(async ({ target }) => `run of ${target.kind}`, { concurrency: 1 })
      await queue.ask(job, asker('a'), { deadlineAt: now() + 60_000 })
      await heard.until(1)
      expect(heard.ends).toEqual([{ end: { outcome: 'done', runId: 'run of node' }, askers: ['a'] }])
    })

    it('lets a second asker join the waiting or running job', async () => {
      const { queue, now } = await make()
      const heard = listenTo(queue)
      const first = await queue.ask(job, asker('a'), { deadlineAt: now() + 60_000 })
      const second = await queue.ask(job, asker('b'), { deadlineAt: now() + 60_000 })
      expect([first.joined, second.joined, second.jobId]).toEqual([false, true, first.jobId])
      queue.work(async () => 'run', { concurrency: 1 })
      await heard.until(1)
      expect(heard.ends[0]?.askers).toEqual(['a', 'b'])
    })

    it('loses no asker who comes at the moment of finishing', async () => {
      const { queue, now } = await make()
      const heard = listenTo(queue)
      const asked: Promise<unknown>[] = []
      let runs = 0
      const total = 200
      queue.work(
        async () => {
          runs += 1
          for (let late = 0; late < 3 && asked.length < total; late += 1) {
            asked.push(queue.ask(job, asker(`late-${asked.length}`), { deadlineAt: now() + 60_000 }))
          }
          return `run ${runs}`
        },
        { concurrency: 2 },
      )
      while (asked.length < total) {
        asked.push(queue.ask(job, asker(`late-${asked.length}`), { deadlineAt: now() + 60_000 }))
        await Promise.race(asked.slice(-1))
      }
      await Promise.all(asked)
      while (heard.ends.flatMap(({ askers }) => askers).length < asked.length) await heard.until(heard.ends.length + 1)
      const told = heard.ends.flatMap(({ askers }) => askers)
      expect(new Set(told).size).toBe(asked.length)
      expect(told.length).toBe(asked.length)
    })

    it('keeps different questions apart', async () => {
      const { queue, now } = await make()
      const other: DiagnoseJob = { ...job, cluster: 'staging' }
      const first = await queue.ask(job, asker('a'), { deadlineAt: now() + 60_000 })
      const second = await queue.ask(other, asker('b'), { deadlineAt: now() + 60_000 })
      expect(second.joined).toBe(false)
      expect(second.jobId).not.toBe(first.jobId)
      expect(await queue.counts()).toEqual({ waiting: 2, running: 0 })
    })

    it('ends a job at its deadline even when no worker lives', async () => {
      const { queue, now, advance } = await make()
      const heard = listenTo(queue)
      await queue.ask(job, asker('a'), { deadlineAt: now() + 60_000 })
      advance(60_001)
      await heard.until(1)
      expect(heard.ends).toEqual([{ end: { outcome: 'expired' }, askers: ['a'] }])
    })

    it('aborts a running job at its deadline and ignores what it returns later', async () => {
      const { queue, now, advance } = await make()
      const heard = listenTo(queue)
      const started = gate<AbortSignal>()
      const finish = gate<string>()
      queue.work(
        (_job, { signal }) => {
          started.open(signal)
          return finish.opened
        },
        { concurrency: 1 },
      )
      await queue.ask(job, asker('a'), { deadlineAt: now() + 60_000 })
      const signal = await started.opened
      advance(60_001)
      await heard.until(1)
      expect(signal.aborted).toBe(true)
      finish.open('too late')
      await queue.ask(job, asker('b'), { deadlineAt: now() + 60_000 })
      await heard.until(2)
      expect(heard.ends.map(({ end, askers }) => [end.outcome, askers])).toEqual([
        ['expired', ['a']],
        ['done', ['b']],
      ])
    })

    it('tries again what may be mended, and ends visibly after three tries', async () => {
      const { queue, now, advance } = await make()
      const heard = listenTo(queue)
      const attempts: number[] = []
      const tried = [gate<void>(), gate<void>(), gate<void>()]
      queue.work(
        async (_job, { attempt }) => {
          attempts.push(attempt)
          tried[attempt - 1]?.open()
          throw new RetryableError('the store is away')
        },
        { concurrency: 1 },
      )
      await queue.ask(job, asker('a'), { deadlineAt: now() + 600_000 })
      for (const { opened } of tried) {
        await opened
        await new Promise(setImmediate)
        advance(10_000)
      }
      await heard.until(1)
      expect(attempts).toEqual([1, 2, 3])
      expect(heard.ends[0]?.end).toEqual({ outcome: 'failed', message: 'the store is away' })
    })

    it('does not try again what cannot be mended', async () => {
      const { queue, now } = await make()
      const heard = listenTo(queue)
      queue.work(() => Promise.reject(new Error('no such cluster')), { concurrency: 1 })
      await queue.ask(job, asker('a'), { deadlineAt: now() + 60_000 })
      await heard.until(1)
      expect(heard.ends).toEqual([{ end: { outcome: 'failed', message: 'no such cluster' }, askers: ['a'] }])
    })

    it('lets one asker leave without taking the answer from the others', async () => {
      const { queue, now } = await make()
      const heard = listenTo(queue)
      const { jobId } = await queue.ask(job, asker('a'), { deadlineAt: now() + 60_000 })
      await queue.ask(job, asker('b'), { deadlineAt: now() + 60_000 })
      expect(await queue.leave(jobId, 'a')).toBe(true)
      expect(await queue.leave(jobId, 'a')).toBe(false)
      queue.work(async () => 'run', { concurrency: 1 })
      await heard.until(2)
      expect(heard.ends).toEqual([
        { end: { outcome: 'cancelled', by: 'U-a' }, askers: ['a'] },
        { end: { outcome: 'done', runId: 'run' }, askers: ['b'] },
      ])
    })

    it('forgets a job that its last asker left', async () => {
      const { queue, now } = await make()
      const { jobId } = await queue.ask(job, asker('a'), { deadlineAt: now() + 60_000 })
      await queue.leave(jobId, 'a')
      expect(await queue.counts()).toEqual({ waiting: 0, running: 0 })
    })

    it('runs no more jobs at once than it was told', async () => {
      const { queue, now } = await make()
      const heard = listenTo(queue)
      let running = 0
      let most = 0
      queue.work(
        async () => {
          running += 1
          most = Math.max(most, running)
          await new Promise(setImmediate)
          running -= 1
          return 'run'
        },
        { concurrency: 3 },
      )
      for (let index = 0; index < 10; index += 1) {
        await queue.ask({ ...job, cluster: `c${index}` }, asker(`${index}`), { deadlineAt: now() + 60_000 })
      }
      await heard.until(10)
      expect(most).toBe(3)
    })

    it('finishes what runs before it stops, and says so of what does not finish', async () => {
      const { queue, now, advance } = await make()
      const heard = listenTo(queue)
      const started = gate<void>()
      const worker = queue.work(
        () => {
          started.open()
          return new Promise<string>(() => {})
        },
        { concurrency: 1 },
      )
      await queue.ask(job, asker('a'), { deadlineAt: now() + 600_000 })
      await started.opened
      const stopped = worker.stop(5_000)
      advance(5_001)
      await stopped
      await heard.until(1)
      expect(heard.ends[0]).toMatchObject({ end: { outcome: 'failed' }, askers: ['a'] })
    })
  })
}
