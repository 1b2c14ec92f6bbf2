import { describe, expect, it } from 'vitest'
import { errorOf, webClient } from '../bolt-app.ts'
import { workspaces } from '../with-workspace.ts'

const start = workspaces()
const scopes = [
  'channels:manage',
  'channels:join',
  'channels:read',
  'groups:read',
  'im:read',
  'im:write',
  'pins:write',
  'reactions:write',
  'chat:write',
]

async function ready() {
  const { slack } = await start({ rateLimits: false, app: { scopes } })
  return { slack, client: webClient(slack) }
}

describe('conversations.create', () => {
  it('makes the bot a member of the new channel', async () => {
    const { slack, client } = await ready()
    const { channel } = await client.conversations.create({ name: 'inc-2026-11-23' })
    expect(slack.channel(channel?.id ?? '').members()).toEqual(['U0BOT'])
    await client.conversations.invite({ channel: channel?.id ?? '', users: 'U0MEMBERA,U0MEMBERB' })
    expect(slack.channel(channel?.id ?? '').members()).toEqual(['U0BOT', 'U0MEMBERA', 'U0MEMBERB'])
  })

  it.each([
    ['', 'invalid_name_required'],
    ['x'.repeat(81), 'invalid_name_maxlength'],
    ['Inc 1', 'invalid_name_specials'],
    ['---', 'invalid_name_punctuation'],
    ['ops', 'name_taken'],
    ['old', 'name_taken'],
  ])('refuses the name %j with %s', async (name, error) => {
    const { client } = await ready()
    expect(await errorOf(client.apiCall('conversations.create', { name }))).toBe(error)
  })
})

describe('membership', () => {
  it('is asked for by invite', async () => {
    const { client } = await ready()
    const invite = (users: string, channel = 'C0OPS') => errorOf(client.conversations.invite({ channel, users }))
    expect(await invite('U0MEMBERA')).toBe('already_in_channel')
    expect(await invite('U0BOT')).toBe('cant_invite_self')
    expect(await invite('U0NONE')).toBe('user_not_found')
    expect(await invite(Array.from({ length: 101 }, () => 'U0STRANGER').join())).toBe('too_many_users')
    expect(await invite('U0STRANGER', 'C0RANDOM')).toBe('not_in_channel')
  })

  it('is taken by join in public channels only', async () => {
    const { slack, client } = await ready()
    await client.conversations.join({ channel: 'C0RANDOM' })
    expect(slack.channel('C0RANDOM').members()).toContain('U0BOT')
    expect(await errorOf(client.conversations.join({ channel: 'C0OLD' }))).toBe('is_archived')
    expect(await errorOf(client.conversations.join({ channel: 'C0SECRET' }))).toBe('channel_not_found')
  })

  it('ends when somebody removes the bot', async () => {
    const { slack, client } = await ready()
    slack.channel('C0OPS').kick('U0BOT')
    expect(await errorOf(client.chat.postMessage({ channel: 'C0OPS', text: 'a' }))).toBe('not_in_channel')
    slack.channel('C0OPS').invite('U0BOT')
    expect((await client.chat.postMessage({ channel: 'C0OPS', text: 'a' })).ok).toBe(true)
  })
})

describe('channels', () => {
  it('are listed by type, hidden ones left out', async () => {
    const { client } = await ready()
    const list = async (types: string) => (await client.conversations.list({ types })).channels?.map(({ name }) => name)
    expect(await list('public_channel')).toEqual(['ops', 'random', 'shared', 'old'])
    expect(await list('private_channel')).toEqual(['incident'])
  })

  it('keep topic and purpose at 250 characters', async () => {
    const { slack, client } = await ready()
    const set = (topic: string) => client.conversations.setTopic({ channel: 'C0OPS', topic })
    await set('x'.repeat(250))
    expect(slack.channel('C0OPS').topic()).toHaveLength(250)
    expect(await errorOf(set('x'.repeat(251)))).toBe('too_long')
  })

  it('are archived by people and by the app', async () => {
    const { client } = await ready()
    await client.conversations.archive({ channel: 'C0OPS' })
    expect(await errorOf(client.chat.postMessage({ channel: 'C0OPS', text: 'a' }))).toBe('is_archived')
  })

  it('open as a direct message by user id', async () => {
    const { slack, client } = await ready()
    const { channel } = await client.conversations.open({ users: 'U0MEMBERA' })
    await client.chat.postMessage({ channel: 'U0MEMBERA', text: 'psst' })
    expect(
      slack
        .channel(channel?.id ?? '')
        .messages()
        .map(({ text }) => text),
    ).toEqual(['psst'])
    expect(await errorOf(client.conversations.open({ users: 'U0GONE' }))).toBe('user_disabled')
  })
})

describe('pins and reactions', () => {
  it('are added once', async () => {
    const { slack, client } = await ready()
    const { ts: timestamp } = slack.user('U0MEMBERA').say('hello', { channel: 'C0OPS' })
    await client.pins.add({ channel: 'C0OPS', timestamp })
    expect(slack.channel('C0OPS').pins()).toEqual([timestamp])
    expect(await errorOf(client.pins.add({ channel: 'C0OPS', timestamp }))).toBe('already_pinned')
    const react = () => client.reactions.add({ channel: 'C0OPS', timestamp, name: 'eyes' })
    await react()
    expect(slack.channel('C0OPS').message(timestamp)?.reactions).toEqual([{ name: 'eyes', users: ['U0BOT'] }])
    expect(await errorOf(react())).toBe('already_reacted')
    await client.reactions.remove({ channel: 'C0OPS', timestamp, name: 'eyes' })
    expect(slack.channel('C0OPS').message(timestamp)?.reactions).toEqual([])
  })
})
