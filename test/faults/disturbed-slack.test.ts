import { describe, expect, it } from 'vitest'
import type { World } from '../../src/playground/cluster/world.ts'
import type { AnswerMisbehaviour } from '../../src/playground/workspace/misbehaviour.ts'
import { ops, verdictFor, whisperTo } from '../intake/slack-tools.ts'
import { type Bot, startBot } from '../intake/start-bot.ts'
import { account } from './account.ts'

/** Each way in which Slack's answers go wrong, as the sender meets it. */
const troubles: readonly (readonly [string, AnswerMisbehaviour])[] = [
  ['429', { kind: 'limited', retryAfterSeconds: 1 }],
  ['500', { kind: 'status', status: 500 }],
  ['503', { kind: 'status', status: 503 }],
  ['internal_error', { kind: 'error', error: 'internal_error' }],
  ['no answer, but done', { kind: 'hung', done: true }],
  ['no answer, not done', { kind: 'hung', done: false }],
  ['a cut line, but done', { kind: 'dropped', done: true }],
  ['a cut line, not done', { kind: 'dropped', done: false }],
  ['a late answer', { kind: 'late', delayMs: 400 }],
]

const user = 'U0MEMBERA'
const perfect = { questions: 1, verdicts: 1, findings: 'complete', files: 0, doubles: [], unmarked: 0 }

async function stopKubelet(world: World): Promise<void> {
  world.inject('kubelet-stopped', { node: 'node-3' })
  await world.clock.advanceAsync(300_000)
}

/** Runs one story, then stops the bot, which sends what is still to be sent, and counts. */
async function accountOf(story: (bot: Bot) => Promise<unknown>) {
  const bot = await startBot({ before: stopKubelet, sendTimeoutMs: 800 })
  try {
    await story(bot)
    await bot.service.stop(30_000)
    return account(bot.slack)
  } finally {
    await bot.stop()
  }
}

const ask = ({ slack }: Bot) => slack.user(user).slash('/k8s diagnose node-3', ops)

describe.concurrent('a disturbed Slack', () => {
  it.each(troubles)('answers the first post with %s: one message, one verdict', async (_name, trouble) => {
    const counted = await accountOf(async (bot) => {
      bot.slack.answers.add('chat.postMessage', trouble)
      expect((await ask(bot)).outcome).toBe('acknowledged')
      await verdictFor(bot.slack, user)
    })
    expect(counted).toEqual(perfect)
  })

  it.each(troubles)('answers the findings with %s: none is lost, none is doubled', async (_name, trouble) => {
    const counted = await accountOf(async (bot) => {
      await ask(bot)
      await bot.slack.until(() => bot.slack.channel('C0OPS').messages()[0])
      bot.slack.answers.add('chat.postMessage', trouble, 2)
      await verdictFor(bot.slack, user)
    })
    expect(counted).toEqual(perfect)
  })

  it.each(troubles)('answers edits with %s: the verdict stands in the end', async (_name, trouble) => {
    const counted = await accountOf(async (bot) => {
      bot.slack.answers.add('chat.update', trouble, 3)
      await ask(bot)
      await verdictFor(bot.slack, user)
    })
    expect(counted).toEqual(perfect)
  })

  it.each(troubles)('answers the file of a button with %s: one file', async (_name, trouble) => {
    const counted = await accountOf(async (bot) => {
      await ask(bot)
      const verdict = await verdictFor(bot.slack, user)
      bot.slack.answers.add('files.completeUploadExternal', trouble)
      await bot.slack.user(user).click(verdict, 'Evidence')
      await bot.slack.until(() => bot.slack.channel('C0OPS').files()[0])
    })
    expect(counted).toEqual({ ...perfect, files: 1 })
  })

  it.each(troubles)('answers Run again with %s: two questions, two verdicts', async (_name, trouble) => {
    const counted = await accountOf(async (bot) => {
      await ask(bot)
      const verdict = await verdictFor(bot.slack, user)
      bot.slack.answers.add('chat.postMessage', trouble)
      await bot.slack.user('U0MEMBERB').click(verdict, 'Run again')
      await verdictFor(bot.slack, 'U0MEMBERB')
    })
    expect(counted).toEqual({ ...perfect, questions: 2, verdicts: 2 })
  })

  it.each(troubles)(
    'answers the response_url with %s: the person gets the help all the same',
    async (name, trouble) => {
      const bot = await startBot()
      try {
        bot.slack.answers.add('response_url', trouble)
        await bot.slack.user(user).slash('/k8s help', ops)
        expect((await whisperTo(bot.slack, user)).text).toContain('I say why')
        await bot.service.stop(10_000)
        const answers = bot.slack.user(user).ephemerals('C0OPS').length
        // Where nobody knows whether it arrived, it may come twice.
        expect(answers).toBeLessThanOrEqual(name.includes('but done') ? 2 : 1)
      } finally {
        await bot.stop()
      }
    },
  )
})

describe.concurrent('a disturbed delivery', () => {
  const arrivals = [
    ['late', { kind: 'late', delayMs: 800 }, 1],
    ['twice', { kind: 'duplicate' }, 1],
    ['never', { kind: 'lost' }, 0],
    ['badly signed', { kind: 'bad-signature' }, 0],
    ['ten minutes old', { kind: 'time-shift', shiftMs: -600_000 }, 0],
    ['from the future', { kind: 'time-shift', shiftMs: 600_000 }, 0],
  ] as const

  it.each(arrivals)('a command that arrives %s is answered as often as it should', async (_how, trouble, questions) => {
    const counted = await accountOf(async (bot) => {
      bot.slack.deliveries.add('slash_commands', trouble)
      await ask(bot)
      if (questions === 0) expect((await whisperTo(bot.slack, user)).from).toBe('slack')
      else await verdictFor(bot.slack, user)
    })
    expect(counted).toEqual({ ...perfect, questions, verdicts: questions })
  })

  it.each(arrivals)('a click that arrives %s is done as often as it should', async (_how, trouble, files) => {
    const counted = await accountOf(async (bot) => {
      await ask(bot)
      const verdict = await verdictFor(bot.slack, user)
      bot.slack.deliveries.add('interactive', trouble)
      await bot.slack.user(user).click(verdict, 'Evidence')
      if (files > 0) await bot.slack.until(() => bot.slack.channel('C0OPS').files()[0])
    })
    expect(counted).toEqual({ ...perfect, files })
  })

  it.each(arrivals)('a mention that arrives %s is answered once: Slack sends it again', async (_how, trouble) => {
    const counted = await accountOf(async (bot) => {
      bot.slack.deliveries.add('events_api', trouble)
      bot.slack.user(user).mention('diagnose node-3', ops)
      await verdictFor(bot.slack, user)
    })
    expect(counted).toEqual(perfect)
  })
})

describe.concurrent('what people do meanwhile', () => {
  it('tells the person when the message of their question was deleted', async () => {
    const bot = await startBot({ before: stopKubelet })
    try {
      bot.slack.answers.add('chat.update', { kind: 'late', delayMs: 1_000 })
      bot.api.disturbances.add({ effect: { kind: 'latency', ms: 500 } })
      await ask(bot)
      const question = await bot.slack.until(() => bot.slack.channel('C0OPS').messages()[0])
      bot.slack.user('U0ADMIN').remove(question)
      expect((await whisperTo(bot.slack, user)).text).toContain('was deleted, so I stopped')
      await bot.service.stop(10_000)
      expect(account(bot.slack)).toMatchObject({ verdicts: 0, doubles: [] })
    } finally {
      await bot.stop()
    }
  })

  it('tells the person when the channel was archived', async () => {
    const bot = await startBot()
    try {
      bot.api.disturbances.add({ effect: { kind: 'latency', ms: 500 } })
      await ask(bot)
      await bot.slack.until(() => bot.slack.channel('C0OPS').messages()[0])
      bot.slack.channel('C0OPS').archive()
      expect((await whisperTo(bot.slack, user)).text).toContain('archived')
    } finally {
      await bot.stop()
    }
  })

  it('ends when the bot token is revoked', async () => {
    const bot = await startBot()
    try {
      bot.slack.answers.add('chat.postMessage', { kind: 'error', error: 'token_revoked' })
      await ask(bot)
      expect(await bot.service.fatal).toMatchObject({
        kind: 'config',
        message: 'SLACK_BOT_TOKEN: Slack no longer accepts the token (token_revoked)',
      })
      expect((await whisperTo(bot.slack, user)).text).toContain("no longer accepts this app's token")
    } finally {
      await bot.stop()
    }
  })
})
