import { describe, expect, it } from 'vitest'
import { errorOf, webClient } from '../bolt-app.ts'
import { workspaces } from '../with-workspace.ts'

const start = workspaces()
const channel = 'C0OPS'

async function withMessages(...texts: readonly string[]) {
  const { slack } = await start({ rateLimits: false })
  const client = webClient(slack)
  for (const text of texts) {
    await client.chat.postMessage({ channel, text, metadata: { event_type: 'kubemedic', event_payload: { text } } })
  }
  return {
    slack,
    client,
    ts: slack
      .channel(channel)
      .messages()
      .map((message) => message.ts),
  }
}

const texts = (messages: readonly { text?: string }[] = []) => messages.map(({ text }) => text)

describe('conversations.history', () => {
  it('lists the newest first, page by page', async () => {
    const { client } = await withMessages('one', 'two', 'three')
    const first = await client.conversations.history({ channel, limit: 2 })
    expect(texts(first.messages)).toEqual(['three', 'two'])
    expect(first.has_more).toBe(true)
    const cursor = first.response_metadata?.next_cursor
    const second = await client.conversations.history({ channel, limit: 2, cursor })
    expect(texts(second.messages)).toEqual(['one'])
    expect(second.response_metadata?.next_cursor).toBe('')
    expect(await errorOf(client.conversations.history({ channel, cursor: 'nonsense' }))).toBe('invalid_cursor')
  })

  it('keeps to oldest and latest, with the ends only if asked for', async () => {
    const { client, ts } = await withMessages('one', 'two', 'three')
    const range = { channel, oldest: ts[0], latest: ts[2] }
    expect(texts((await client.conversations.history(range)).messages)).toEqual(['two'])
    expect(texts((await client.conversations.history({ ...range, inclusive: true })).messages)).toEqual([
      'three',
      'two',
      'one',
    ])
  })

  it('gives metadata only when asked for', async () => {
    const { client } = await withMessages('one')
    const [bare] = (await client.conversations.history({ channel })).messages ?? []
    const [full] = (await client.conversations.history({ channel, include_all_metadata: true })).messages ?? []
    expect(bare).not.toHaveProperty('metadata')
    expect(full).toMatchObject({ metadata: { event_payload: { text: 'one' } } })
  })

  it('leaves replies to conversations.replies, where the parent comes first', async () => {
    const { client, ts } = await withMessages('one', 'two')
    for (const text of ['a', 'b']) await client.chat.postMessage({ channel, text, thread_ts: ts[0] })
    const history = await client.conversations.history({ channel })
    expect(texts(history.messages)).toEqual(['two', 'one'])
    expect(history.messages?.[1]).toMatchObject({ reply_count: 2, thread_ts: ts[0] })
    const replies = await client.conversations.replies({ channel, ts: ts[0] ?? '' })
    expect(texts(replies.messages)).toEqual(['one', 'a', 'b'])
    expect(await errorOf(client.conversations.replies({ channel, ts: '1.1' }))).toBe('thread_not_found')
  })

  it('is open to members only', async () => {
    const { client } = await withMessages()
    expect(await errorOf(client.conversations.history({ channel: 'C0RANDOM' }))).toBe('not_in_channel')
    expect(await errorOf(client.conversations.history({ channel: 'C0SECRET' }))).toBe('channel_not_found')
  })
})

describe('users.info', () => {
  it.each([
    ['U0MEMBERA', { is_restricted: false, is_bot: false, deleted: false, team_id: 'T0HOME' }],
    ['U0GUEST', { is_restricted: true, is_ultra_restricted: false }],
    ['U0SINGLE', { is_restricted: true, is_ultra_restricted: true }],
    ['U0CONNECTED', { is_stranger: false, team_id: 'T0AWAY' }],
    ['U0STRANGER', { is_stranger: true, team_id: 'T0AWAY' }],
    ['U0OTHERBOT', { is_bot: true }],
    ['U0GONE', { deleted: true }],
  ])('tells what %s is', async (user, expected) => {
    const { slack } = await start()
    expect((await webClient(slack).users.info({ user })).user).toMatchObject(expected)
  })

  it('keeps addresses to itself without users:read.email', async () => {
    const { slack } = await start()
    const { user } = await webClient(slack).users.info({ user: 'U0MEMBERA' })
    expect(user?.profile).not.toHaveProperty('email')
    expect(await errorOf(webClient(slack).users.info({ user: 'U0NONE' }))).toBe('user_not_found')
  })
})

describe('usergroups.users.list', () => {
  it('lists the members of a group', async () => {
    const { slack } = await start()
    const client = webClient(slack)
    expect((await client.usergroups.users.list({ usergroup: 'S0ONCALL' })).users).toEqual(['U0MEMBERB', 'U0ADMIN'])
    expect(await errorOf(client.usergroups.users.list({ usergroup: 'S0NONE' }))).toBe('no_such_subteam')
  })
})
