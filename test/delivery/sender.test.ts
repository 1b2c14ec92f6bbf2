import { describe, expect, it } from 'vitest'
import { createLimiter } from '../../src/delivery/limiter.ts'
import { createMemoryLedger } from '../../src/delivery/memory-ledger.ts'
import type { DesiredMessage } from '../../src/delivery/message.ts'
import { createSender } from '../../src/delivery/sender.ts'
import type { SlackResult } from '../../src/delivery/slack-port.ts'
import { createManualClock } from '../../src/playground/cluster/manual-clock.ts'
import { scriptedSlack } from './scripted-slack.ts'

function message(key: string, text: string, overrides: Partial<DesiredMessage> = {}): DesiredMessage {
  return { key, conversation: { channel: 'C1' }, version: 1, content: { text }, priority: 'answer', ...overrides }
}

function setUp(script: readonly SlackResult<never>[] = []) {
  const clock = createManualClock(Date.parse('2026-11-23T19:00:00Z'))
  const ledger = createMemoryLedger()
  const slack = scriptedSlack(script)
  const refused: string[] = []
  const sender = createSender({
    ledger,
    slack: slack.slack,
    limiter: createLimiter(),
    clock,
    onRefused: (item, delivered) => refused.push(`${item.desired.key} ${delivered.refused}`),
    onTrouble: () => {},
  })
  /** Lets the sender do everything that becomes possible within the given time of its clock. */
  const pass = async (seconds: number) => {
    for (let tenth = 0; tenth < seconds * 10; tenth += 1) {
      await new Promise(setImmediate)
      clock.advance(100)
    }
    await new Promise(setImmediate)
  }
  return { clock, ledger, slack, sender, refused, pass }
}

const texts = (calls: readonly { method: string; text: string }[]) =>
  calls.map(({ method, text }) => `${method} ${text}`)

describe('sender', () => {
  it('posts a parent before what belongs into its thread', async () => {
    const { ledger, slack, sender, pass } = setUp()
    await ledger.want(message('reply', 'findings', { conversation: { channel: 'C1', thread: { key: 'parent' } } }))
    await ledger.want(message('parent', 'diagnosing'))
    sender.start()
    await pass(3)
    await sender.stop()
    expect(slack.calls.map(({ text, threadTs }) => [text, threadTs])).toEqual([
      ['diagnosing', undefined],
      ['findings', '1.0'],
    ])
  })

  it('posts once a second in one channel, and not slower in many', async () => {
    const { ledger, slack, sender, pass } = setUp()
    for (let index = 0; index < 5; index += 1) await ledger.want(message(`m${index}`, `${index}`))
    for (let index = 0; index < 5; index += 1) {
      await ledger.want(message(`n${index}`, `n${index}`, { conversation: { channel: `D${index}` } }))
    }
    sender.start()
    await pass(0.9)
    expect(slack.calls.filter(({ channel }) => channel === 'C1')).toHaveLength(1)
    expect(slack.calls.filter(({ channel }) => channel !== 'C1')).toHaveLength(5)
    await pass(5)
    await sender.stop()
    expect(slack.calls).toHaveLength(10)
  })

  it('shows only the newest of many edits', async () => {
    const { ledger, slack, sender, pass } = setUp()
    sender.start()
    await ledger.want(message('parent', '0 of 10'))
    await pass(1)
    for (let version = 2; version <= 11; version += 1) {
      await ledger.want(message('parent', `${version - 1} of 10`, { version, priority: 'progress' }))
    }
    await pass(3)
    await sender.stop()
    expect(texts(slack.calls)).toEqual(['post 0 of 10', 'update 10 of 10'])
  })

  it('ignores a version that is older than what is known', async () => {
    const { ledger } = setUp()
    await ledger.want(message('parent', 'verdict', { version: 9 }))
    expect(await ledger.want(message('parent', 'late progress', { version: 3 }))).toBe(false)
  })

  it('obeys Retry-After', async () => {
    const { ledger, slack, sender, pass } = setUp([{ status: 'limited', retryAfterMs: 30_000 }])
    await ledger.want(message('parent', 'diagnosing'))
    sender.start()
    await pass(29)
    expect(slack.calls).toHaveLength(1)
    await pass(3)
    await sender.stop()
    expect(texts(slack.calls)).toEqual(['post diagnosing', 'post diagnosing'])
  })

  it('tries again after a failure, later each time', async () => {
    const failed = { status: 'failed', message: 'HTTP 500' } as const
    const { ledger, slack, sender, pass } = setUp([failed, failed])
    await ledger.want(message('parent', 'diagnosing'))
    sender.start()
    await pass(5)
    await sender.stop()
    expect(slack.calls).toHaveLength(3)
    expect((await ledger.find('parent'))?.delivered?.ts).toBe('3.0')
  })

  it('finds a post whose outcome was unclear instead of posting it twice', async () => {
    const { ledger, slack, sender, pass } = setUp([{ status: 'unclear', message: 'landed' }])
    await ledger.want(message('parent', 'diagnosing'))
    sender.start()
    await pass(5)
    await sender.stop()
    expect(texts(slack.calls)).toEqual(['post diagnosing', 'find parent', 'update diagnosing'])
  })

  it('posts again when an unclear post did not land', async () => {
    const { ledger, slack, sender, pass } = setUp([{ status: 'unclear', message: 'lost' }])
    await ledger.want(message('parent', 'diagnosing'))
    sender.start()
    await pass(5)
    await sender.stop()
    expect(texts(slack.calls)).toEqual(['post diagnosing', 'find parent', 'post diagnosing'])
  })

  it('deletes the double of a post that landed twice', async () => {
    const { ledger, slack, sender, pass } = setUp([{ status: 'unclear', message: 'landed' }])
    await ledger.want(message('parent', 'diagnosing'))
    sender.start()
    await slack.until(1)
    slack.double('parent', '99.0')
    await pass(5)
    await sender.stop()
    expect(texts(slack.calls)).toContain('remove 99.0')
  })

  it('gives up what Slack refuses for good, with everything in its thread, and says so', async () => {
    const { ledger, slack, sender, refused, pass } = setUp([
      { status: 'refused', refusal: 'archived', message: 'is_archived' },
    ])
    await ledger.want(message('parent', 'diagnosing'))
    await ledger.want(message('reply', 'findings', { conversation: { channel: 'C1', thread: { key: 'parent' } } }))
    sender.start()
    await pass(3)
    await sender.stop()
    expect(slack.calls).toHaveLength(1)
    expect(refused).toEqual(['parent archived', 'reply archived'])
    expect(await ledger.outstanding()).toEqual([])
  })

  it('lets an answer overtake the progress of others', async () => {
    const { ledger, slack, sender, pass } = setUp()
    sender.start()
    await ledger.want(message('a', 'working'))
    await pass(2)
    await ledger.want(message('a', 'half', { version: 2, priority: 'progress' }))
    await ledger.want(message('b', 'new question', { conversation: { channel: 'C2' } }))
    await pass(2)
    await sender.stop()
    expect(texts(slack.calls)).toEqual(['post working', 'post new question', 'update half'])
  })

  it('uploads a file once', async () => {
    const { ledger, slack, sender, pass } = setUp()
    const file = { name: 'node-3.txt', title: 'describe', text: 'Name: node-3', comment: '' }
    sender.start()
    await ledger.want(message('file', '', { content: { file } }))
    await pass(3)
    await sender.stop()
    expect(texts(slack.calls)).toEqual(['upload node-3.txt'])
  })
})
