import { describe, expect, it } from 'vitest'
import { allMessages, ops, verdictFor, verdicts, whisperTo } from './slack-tools.ts'
import { bots } from './with-bot.ts'

const start = bots()

describe('who may ask', () => {
  it.each([
    ['a guest', 'U0GUEST', 'C0OPS', 'Guests cannot use kubemedic'],
    ['a single-channel guest', 'U0SINGLE', 'C0OPS', 'Guests cannot use kubemedic'],
    [
      'somebody of a connected workspace',
      'U0CONNECTED',
      'C0SHARED',
      'People from connected workspaces cannot use kubemedic',
    ],
  ])('%s is told why not, whatever they ask for', async (_who, user, channel, why) => {
    const { slack } = await start()
    await slack.user(user).slash('/k8s diagnose node-1', { channel })
    await slack.user(user).slash('/k8s help', { channel })
    slack.user(user).mention('nodes', { channel })
    for (const index of [0, 1, 2]) expect((await whisperTo(slack, user, { channel, index })).text).toContain(why)
    expect(allMessages(slack, channel).filter(({ botId }) => botId)).toEqual([])
  })

  it('another bot gets no answer at all, for two bots could talk for ever', async () => {
    const { slack } = await start()
    slack.user('U0OTHERBOT').mention('diagnose node-1', ops)
    slack.user('U0MEMBERA').mention('help', ops)
    await slack.until(() => allMessages(slack).some(({ botId }) => botId === 'B0BOT'))
    expect(slack.user('U0OTHERBOT').ephemerals('C0OPS')).toEqual([])
    expect(allMessages(slack).filter(({ botId }) => botId === 'B0BOT')).toHaveLength(1)
  })

  it('guests may ask where that is configured', async () => {
    const { slack } = await start({ access: { allow: { guests: true, strangers: false, bots: false } } })
    await slack.user('U0GUEST').slash('/k8s diagnose node-1', ops)
    expect((await verdictFor(slack, 'U0GUEST')).text).toContain('node/node-1')
  })

  it('a channel that is not on the list is told which are', async () => {
    const { slack } = await start({ access: { channels: ['C0OPS'] } })
    await slack.user('U0MEMBERA').slash('/k8s help', { channel: 'C0INCIDENT' })
    expect((await whisperTo(slack, 'U0MEMBERA', { channel: 'C0INCIDENT' })).text).toContain('Try <#C0OPS>')
  })

  it('a role can be given to a user group', async () => {
    const { slack } = await start({ access: { roles: { viewer: ['S0ONCALL'], operator: [], approver: [] } } })
    await slack.user('U0MEMBERA').slash('/k8s help', ops)
    await slack.user('U0MEMBERB').slash('/k8s help', ops)
    expect((await whisperTo(slack, 'U0MEMBERA')).text).toContain('You have no role in kubemedic')
    expect((await whisperTo(slack, 'U0MEMBERB')).text).toContain('I say why')
  })

  it('a click is checked like a command: everybody who sees a message can click it', async () => {
    const { slack } = await start()
    await slack.user('U0MEMBERA').slash('/k8s diagnose node-1', ops)
    const verdict = await verdictFor(slack, 'U0MEMBERA')
    await slack.user('U0GUEST').click(verdict, 'Evidence')
    expect((await whisperTo(slack, 'U0GUEST')).text).toContain('Guests cannot use kubemedic')
    expect(slack.channel('C0OPS').files()).toEqual([])
  })

  it.each([
    { kind: 'status', status: 500 } as const,
    { kind: 'limited', retryAfterSeconds: 30 } as const,
    { kind: 'error', error: 'internal_error' } as const,
  ])('nobody gets in while Slack answers lookups with $kind', async (trouble) => {
    const { slack, logged } = await start()
    const planned = slack.answers.add('users.info', trouble, Number.POSITIVE_INFINITY)
    await slack.user('U0MEMBERA').slash('/k8s diagnose node-1', ops)
    expect((await whisperTo(slack, 'U0MEMBERA')).text).toContain('could not find out from Slack who you are')
    expect(slack.channel('C0OPS').messages()).toEqual([])
    expect(logged.some((line) => line.startsWith('A lookup failed'))).toBe(true)
    planned.stop()
    await slack.user('U0MEMBERA').slash('/k8s help', ops)
    expect((await whisperTo(slack, 'U0MEMBERA', { index: 1 })).text).toContain('I say why')
  })

  it('many questions of one person are one lookup', async () => {
    const { slack } = await start()
    await Promise.all(Array.from({ length: 20 }, () => slack.user('U0MEMBERA').slash('/k8s help', ops)))
    await whisperTo(slack, 'U0MEMBERA', { index: 19 })
    expect(slack.calls('users.info')).toHaveLength(1)
  })
})

describe('where the bot is not', () => {
  it('says how to invite it, and drops the diagnosis', async () => {
    const { slack } = await start()
    await slack.user('U0MEMBERA').slash('/k8s diagnose node-1', { channel: 'C0RANDOM' })
    expect((await whisperTo(slack, 'U0MEMBERA', { channel: 'C0RANDOM' })).text).toBe(
      'I am not in this channel. Invite me with `/invite` <@U0BOT> and ask again, or write to me directly.',
    )
    slack.channel('C0RANDOM').invite('U0BOT')
    await slack.user('U0MEMBERA').slash('/k8s diagnose node-1', { channel: 'C0RANDOM' })
    expect((await verdictFor(slack, 'U0MEMBERA', 'C0RANDOM')).text).toContain('node/node-1')
  })

  it('says the same in a private channel that it cannot even see', async () => {
    const { slack } = await start()
    await slack.user('U0MEMBERA').slash('/k8s diagnose node-1', { channel: 'C0SECRET' })
    expect((await whisperTo(slack, 'U0MEMBERA', { channel: 'C0SECRET' })).text).toContain('Invite me')
  })

  it('help needs no invitation', async () => {
    const { slack } = await start()
    await slack.user('U0MEMBERA').slash('/k8s help', { channel: 'C0SECRET' })
    expect((await whisperTo(slack, 'U0MEMBERA', { channel: 'C0SECRET' })).text).toContain('I say why')
  })

  it('a mention outside its channels is answered in a direct message', async () => {
    const { slack } = await start()
    slack.user('U0MEMBERA').mention('diagnose node-1', { channel: 'C0RANDOM' })
    const direct = await slack.until(() =>
      slack.calls('chat.postMessage').find(({ args }) => args['channel'] === 'U0MEMBERA'),
    )
    expect(direct).toMatchObject({ ok: true, args: { text: expect.stringContaining('Invite me') } })
  })
})

describe('what is delivered twice', () => {
  it.each(['slash_commands', 'events_api', 'interactive'])('%s is done once', async (kind) => {
    const { slack } = await start()
    const memberA = slack.user('U0MEMBERA')
    if (kind === 'interactive') await memberA.slash('/k8s diagnose node-1', ops)
    const verdict = kind === 'interactive' ? await verdictFor(slack, 'U0MEMBERA') : undefined
    const before = slack.calls('chat.postMessage').length
    slack.deliveries.add(kind, { kind: 'duplicate' })
    if (verdict) await memberA.click(verdict, 'Run again')
    else if (kind === 'events_api') memberA.mention('diagnose node-1', ops)
    else await memberA.slash('/k8s diagnose node-1', ops)
    await slack.until(() => verdicts(slack).length === (verdict ? 2 : 1))
    await slack.idle()
    // A second command, asked later and answered completely, shows that nothing of the first is still to come.
    await slack.user('U0MEMBERB').slash('/k8s diagnose node-2', ops)
    await verdictFor(slack, 'U0MEMBERB')
    const parents = slack
      .calls('chat.postMessage')
      .slice(before)
      .map(({ args }) => String(args['metadata']))
    expect(new Set(parents).size).toBe(parents.length)
    expect(parents.filter((key) => /"diagnosis [^ "]+"/.test(key))).toHaveLength(2)
  })
})
