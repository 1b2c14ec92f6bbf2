import { describe, expect, it } from 'vitest'
import type { Ledger } from '../../src/delivery/ledger.ts'
import { createMemoryLedger } from '../../src/delivery/memory-ledger.ts'
import type { DesiredMessage } from '../../src/delivery/message.ts'
import { createManualClock } from '../../src/playground/cluster/manual-clock.ts'
import { createEmbeddedQueue } from '../../src/queue/embedded-queue.ts'
import type { Asker, DiagnoseJob, JobEnd } from '../../src/queue/job.ts'
import { parentVersions } from '../../src/queue/parent-versions.ts'
import { createAnnouncer } from '../../src/worker/announce.ts'
import type { DiagnosisRun } from '../../src/worker/run-diagnosis.ts'
import { createMemoryStore } from '../../src/worker/run-store.ts'
import { emptyDiagnosis, kubeletStopped, now } from '../report/diagnosis-builder.ts'
import { buildRun } from './build-run.ts'

const target = { kind: 'node', name: 'node-3' } as const
const job: DiagnoseJob = { schemaVersion: 1, kind: 'diagnose', cluster: 'prod', target }

function asker(id: string, conversation: Asker['conversation'] = { channel: `C-${id}` }): Asker {
  return { id, user: 'U012AB3CD', parentKey: `diagnosis ${id}`, conversation }
}

function setUp() {
  const clock = createManualClock(now)
  const queue = createEmbeddedQueue(clock)
  const ledger = createMemoryLedger()
  const runs = createMemoryStore<DiagnosisRun>(clock.now)
  const descriptions = createMemoryStore<string>(clock.now)
  const announcer = createAnnouncer({ ledger, runs, descriptions })
  queue.listen(announcer)
  return { clock, queue, ledger, runs, descriptions, announcer, deadline: { deadlineAt: now + 60_000 } }
}

async function wanted(ledger: Ledger): Promise<readonly DesiredMessage[]> {
  return (await ledger.outstanding()).map(({ desired }) => desired)
}

function textOf(message: DesiredMessage | undefined): string {
  return message && 'text' in message.content ? message.content.text : ''
}

async function textUnder(ledger: Ledger, key: string): Promise<string> {
  return textOf((await ledger.find(key))?.desired)
}

/** Lets everything happen that waits for nothing but promises. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate)
}

describe('createAnnouncer', () => {
  it('gives every asker the verdict where they asked, and the findings in their own thread', async () => {
    const { queue, ledger, runs, deadline } = setUp()
    const askers = [asker('a'), asker('b', { channel: 'C-a' }), asker('c', { channel: 'D-c', thread: { ts: '12.34' } })]
    for (const one of askers) await queue.ask(job, one, deadline)
    queue.work(() => runs.save(buildRun({}, kubeletStopped())), { concurrency: 1 })
    await settle()
    const shown = (await wanted(ledger)).map(({ key, conversation, priority }) => [key, conversation, priority])
    const inThread = { channel: 'D-c', thread: { ts: '12.34' } }
    expect(shown.filter(([key]) => String(key).startsWith('diagnosis a'))).toEqual([
      ['diagnosis a', { channel: 'C-a' }, 'final'],
      ['diagnosis a reply 1', { channel: 'C-a', thread: { key: 'diagnosis a' } }, 'answer'],
      ['diagnosis a reply 2', { channel: 'C-a', thread: { key: 'diagnosis a' } }, 'answer'],
      ['diagnosis a reply 3', { channel: 'C-a', thread: { key: 'diagnosis a' } }, 'answer'],
    ])
    expect(shown.filter(([key]) => String(key).endsWith('b reply 1'))).toEqual([
      ['diagnosis b reply 1', { channel: 'C-a', thread: { key: 'diagnosis b' } }, 'answer'],
    ])
    expect(shown.filter(([key]) => String(key).startsWith('diagnosis c')).map(([, where]) => where)).toEqual(
      Array(4).fill(inThread),
    )
    for (const { parentKey } of askers) expect(await textUnder(ledger, parentKey)).toMatch(/^:red_circle: \*CRITICAL/)
  })

  it('shows progress to everybody, also to who joins late', async () => {
    const { queue, ledger, deadline } = setUp()
    await queue.ask(job, asker('a'), deadline)
    queue.work(
      async (_job, { progress }) => {
        await progress({ done: 1, total: 4, text: 'read node' })
        await queue.ask(job, asker('late'), deadline)
        await progress({ done: 2, total: 4, text: 'read lease' })
        return new Promise<string>(() => {})
      },
      { concurrency: 1 },
    )
    await settle()
    for (const id of ['a', 'late']) {
      expect(await textUnder(ledger, `diagnosis ${id}`)).toBe(
        ':mag: *node/node-3:* reading the cluster\n→ ▰▰▰▰▰▱▱▱▱▱ 2 of 4 sources, read lease',
      )
    }
  })

  it('does not let late progress replace the verdict', async () => {
    const { announcer, ledger, runs } = setUp()
    const runId = await runs.save(buildRun({}, kubeletStopped()))
    await announcer.onEnd('job-1', job, { outcome: 'done', runId }, [asker('a')])
    await announcer.onProgress('job-1', job, { done: 16, total: 16, text: 'read node' }, [asker('a')])
    expect(await textUnder(ledger, 'diagnosis a')).toMatch(/^:red_circle:/)
  })

  it('loses no asker of two hundred who come while jobs finish', async () => {
    const { queue, ledger, runs, deadline } = setUp()
    queue.work(() => runs.save(buildRun({}, kubeletStopped())), { concurrency: 2 })
    const ids = Array.from({ length: 200 }, (_, index) => `${index}`)
    for (const [index, id] of ids.entries()) {
      await queue.ask(job, asker(id), deadline)
      if (index % 3 === 0) await new Promise(setImmediate)
    }
    await settle()
    const verdicts = await Promise.all(ids.map((id) => textUnder(ledger, `diagnosis ${id}`)))
    expect(verdicts.filter((text) => text.startsWith(':red_circle:'))).toHaveLength(200)
    expect((await wanted(ledger)).filter(({ key }) => key.endsWith('reply 1'))).toHaveLength(200)
  })

  it.each<readonly [JobEnd, RegExp]>([
    [{ outcome: 'failed', message: 'no login' }, /^:x: .* the diagnosis failed: no login\n→ Ask again/],
    [{ outcome: 'expired' }, /^:warning: .* did not come in time/],
    [{ outcome: 'cancelled', by: 'U012AB3CD' }, /^:no_entry: .* was cancelled/],
    [{ outcome: 'done', runId: 'gone' }, /^:x: .* its result is no longer stored/],
  ])('says how it ended without an answer: %o', async (end, text) => {
    const { announcer, ledger } = setUp()
    await announcer.onEnd('job-1', job, end, [asker('a'), asker('b')])
    expect(await wanted(ledger)).toMatchObject([
      { key: 'diagnosis a', version: parentVersions.end, priority: 'final' },
      { key: 'diagnosis b', version: parentVersions.end, priority: 'final' },
    ])
    for (const message of await wanted(ledger)) expect(textOf(message)).toMatch(text)
  })

  it('answers a mistyped name with the names that are like it', async () => {
    const { announcer, ledger, runs } = setUp()
    const runId = await runs.save(buildRun({ missing: true, name: 'node-3', nearest: ['node-1'] }, emptyDiagnosis()))
    await announcer.onEnd('job-1', job, { outcome: 'done', runId }, [asker('a')])
    expect((await wanted(ledger)).map(textOf)).toEqual([
      ':grey_question: *node/node-3:* there is no such node\n→ Did you mean `node-1`? `/k8s nodes` lists all.',
    ])
  })

  it('tells of a node that is gone what is known of it', async () => {
    const { announcer, ledger, runs } = setUp()
    const runId = await runs.save(buildRun({ missing: true, name: 'node-3', nearest: [] }, kubeletStopped()))
    await announcer.onEnd('job-1', job, { outcome: 'done', runId }, [asker('a')])
    expect(await textUnder(ledger, 'diagnosis a')).toMatch(/^:red_circle:/)
  })

  it('hands a description over as a file, without showing progress', async () => {
    const { announcer, ledger, descriptions } = setUp()
    const describe: DiagnoseJob = { ...job, kind: 'describe' }
    const audience = [asker('a', { channel: 'C1', thread: { key: 'diagnosis 1' } })]
    await announcer.onStart('job-1', describe, audience)
    expect(await wanted(ledger)).toEqual([])
    await announcer.onEnd(
      'job-1',
      describe,
      { outcome: 'done', runId: await descriptions.save('Name: node-3') },
      audience,
    )
    expect(await wanted(ledger)).toMatchObject([
      {
        key: 'diagnosis a',
        conversation: { channel: 'C1', thread: { key: 'diagnosis 1' } },
        content: { file: { name: 'describe-node-node-3.txt', text: 'Name: node-3' } },
      },
    ])
  })

  it('says in the thread why there is no description', async () => {
    const { announcer, ledger } = setUp()
    const describe: DiagnoseJob = { ...job, kind: 'describe' }
    await announcer.onEnd('job-1', describe, { outcome: 'failed', message: 'forbidden' }, [asker('a')])
    expect(await textUnder(ledger, 'diagnosis a')).toMatch(
      /the full description failed: forbidden\n→ Click "Full describe"/,
    )
  })

  it('tells the others when one message cannot be written down, and says so', async () => {
    const { runs, descriptions } = setUp()
    const ledger = createMemoryLedger()
    const want: Ledger['want'] = (message) =>
      message.key === 'diagnosis a' ? Promise.reject(new Error('full')) : ledger.want(message)
    const announcer = createAnnouncer({ ledger: { want }, runs, descriptions })
    const told = announcer.onEnd('job-1', job, { outcome: 'expired' }, [asker('a'), asker('b')])
    await expect(told).rejects.toThrow('could not be written')
    expect((await wanted(ledger)).map(({ key }) => key)).toEqual(['diagnosis b'])
  })
})
