import { describe, expect, it } from 'vitest'
import type { ApiAnswer, ClusterReader } from '../../src/collectors/cluster-reader.ts'
import { ReadError } from '../../src/collectors/read-error.ts'
import type { DiagnoseJob, JobProgress } from '../../src/queue/job.ts'
import { type JobContext, RetryableError } from '../../src/queue/queue.ts'
import { createJobHandler, type HandlerPorts } from '../../src/worker/handle-job.ts'
import type { DiagnosisRun } from '../../src/worker/run-diagnosis.ts'
import { createMemoryStore } from '../../src/worker/run-store.ts'

const now = () => Date.parse('2026-11-23T19:22:10Z')
const target = { kind: 'node', name: 'node-3' } as const
const job: DiagnoseJob = { schemaVersion: 1, kind: 'diagnose', cluster: 'prod', target }

/** A cluster that answers every request alike. */
function cluster(get: () => Promise<ApiAnswer>): ClusterReader {
  return { cluster: 'prod', server: 'https://prod.example', get }
}

const refusing = cluster(() => Promise.reject(new ReadError('unavailable', 'prod refused the connection')))
const empty = cluster(async () => ({
  status: 404,
  contentType: 'application/json',
  body: '{"kind":"Status","code":404}',
}))

function setUp(ports: Partial<HandlerPorts> = {}) {
  const runs = createMemoryStore<DiagnosisRun>(now)
  const descriptions = createMemoryStore<string>(now)
  const connectTo = async () => refusing
  const handler = createJobHandler({ connectTo, runs, descriptions, now, timeoutMs: 30_000, ...ports })
  return { handler, runs, descriptions }
}

function context(overrides: Partial<JobContext> = {}): JobContext {
  const { signal } = new AbortController()
  return { jobId: 'job-1', attempt: 1, signal, audience: async () => [], progress: async () => {}, ...overrides }
}

describe('createJobHandler', () => {
  it('stores the diagnosis of a cluster that does not answer: that is an answer too', async () => {
    const { handler, runs } = setUp()
    const run = await runs.load(await handler(job, context()))
    expect(run?.record).toMatchObject({ target, cluster: 'prod' })
    expect(run?.diagnosis.gaps.length).toBeGreaterThan(5)
  })

  it('reports each source as it ends', async () => {
    const heard: JobProgress[] = []
    const progress = async (one: JobProgress) => void heard.push(one)
    const { handler } = setUp()
    await handler(job, context({ progress }))
    expect(heard.map(({ done }) => done)).toEqual(heard.map((_, index) => index + 1))
    expect(heard.at(-1)?.total).toBe(heard.length)
    expect(heard.map(({ text }) => text)).toContain('no answer from node')
  })

  it('goes on where progress cannot be shown', async () => {
    const { handler, runs } = setUp()
    const progress = () => Promise.reject(new Error('the queue is gone'))
    expect(await runs.load(await handler(job, context({ progress })))).toBeDefined()
  })

  it('stores nothing of a job that was cancelled meanwhile', async () => {
    const { handler } = setUp({ runs: { save: () => Promise.reject(new Error('saved')), load: async () => undefined } })
    const signal = AbortSignal.abort(new Error('the job ended: cancelled'))
    await expect(handler(job, context({ signal }))).rejects.toThrow('the job ended: cancelled')
  })

  it.each<readonly [string, Error, boolean]>([
    ['a wrong cluster name', new Error('no cluster "prod" is configured'), false],
    ['a missing permission', new ReadError('forbidden', 'no'), false],
    ['no answer', new ReadError('timeout', 'no answer within 10 s'), true],
    ['a refused connection', new ReadError('unavailable', 'refused'), true],
  ])('tries again what may mend, nothing else: %s', async (_, error, retried) => {
    const { handler } = setUp({ connectTo: () => Promise.reject(error) })
    const failure = await handler(job, context()).catch((thrown: unknown) => thrown)
    expect(failure instanceof RetryableError).toBe(retried)
    expect(failure).toHaveProperty('message', error.message)
  })

  it('tries again when the result could not be stored', async () => {
    const { handler } = setUp({ runs: { save: () => Promise.reject(new Error('full')), load: async () => undefined } })
    await expect(handler(job, context())).rejects.toThrow(RetryableError)
  })

  it('tries a description again when the cluster does not answer, not when the node does not exist', async () => {
    const describeJob: DiagnoseJob = { ...job, kind: 'describe' }
    await expect(setUp().handler(describeJob, context())).rejects.toThrow(RetryableError)
    const { handler } = setUp({ connectTo: async () => empty })
    const failure = await handler(describeJob, context()).catch((thrown: unknown) => thrown)
    expect(failure).toMatchObject({ reason: 'not-found' })
  })

  it('describes nodes only', async () => {
    const describeJob: DiagnoseJob = { ...job, kind: 'describe', target: { kind: 'cluster' } }
    await expect(setUp().handler(describeJob, context())).rejects.toThrow('only a node can be described')
  })
})
