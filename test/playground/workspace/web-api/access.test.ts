import { describe, expect, it } from 'vitest'
import { errorOf, failureOf, webClient } from '../bolt-app.ts'
import { workspaces } from '../with-workspace.ts'

const start = workspaces()
const channel = 'C0OPS'

/** A call that a scope guards, and that scope. */
const guarded: readonly (readonly [string, object, string])[] = [
  ['chat.postMessage', { channel, text: 'a' }, 'chat:write'],
  ['chat.update', { channel, ts: '1.1', text: 'a' }, 'chat:write'],
  ['chat.postEphemeral', { channel, user: 'U0MEMBERA', text: 'a' }, 'chat:write'],
  ['conversations.history', { channel }, 'channels:history'],
  ['conversations.history', { channel: 'C0INCIDENT' }, 'groups:history'],
  ['conversations.replies', { channel, ts: '1.1' }, 'channels:history'],
  ['conversations.info', { channel }, 'channels:read'],
  ['conversations.info', { channel: 'C0INCIDENT' }, 'groups:read'],
  ['conversations.create', { name: 'inc-1' }, 'channels:manage'],
  ['conversations.create', { name: 'inc-1', is_private: true }, 'groups:write'],
  ['conversations.join', { channel: 'C0RANDOM' }, 'channels:join'],
  ['conversations.open', { users: 'U0MEMBERA' }, 'im:write'],
  ['users.info', { user: 'U0MEMBERA' }, 'users:read'],
  ['users.lookupByEmail', { email: 'member-a@example.com' }, 'users:read.email'],
  ['usergroups.users.list', { usergroup: 'S0ONCALL' }, 'usergroups:read'],
  ['pins.add', { channel, timestamp: '1.1' }, 'pins:write'],
  ['reactions.add', { channel, timestamp: '1.1', name: 'eyes' }, 'reactions:write'],
  ['bookmarks.add', { channel_id: channel, title: 'a', type: 'link' }, 'bookmarks:write'],
  ['files.getUploadURLExternal', { filename: 'a', length: 1 }, 'files:write'],
  ['assistant.threads.setTitle', { channel_id: channel, thread_ts: '1.1', title: 'a' }, 'assistant:write'],
]

describe('scopes', () => {
  it.each(guarded)('%s %o needs %s', async (method, args, scope) => {
    const { slack } = await start({ app: { scopes: ['commands'] } })
    const failure = await failureOf(webClient(slack).apiCall(method, { ...args }))
    expect(failure).toMatchObject({ error: 'missing_scope', needed: scope, provided: 'commands' })
    const granted = await start({ app: { scopes: [scope] } })
    const outcome = await webClient(granted.slack)
      .apiCall(method, { ...args })
      .then(
        () => 'ok',
        () => errorOfLast(granted),
      )
    expect(outcome).not.toBe('missing_scope')
  })

  it('are named in the headers of an answer', async () => {
    const { slack } = await start({ app: { scopes: ['chat:write', 'commands'] } })
    const { response_metadata } = await webClient(slack).chat.postMessage({ channel, text: 'a' })
    expect(response_metadata).toMatchObject({ scopes: ['chat:write', 'commands'], acceptedScopes: ['chat:write'] })
  })
})

function errorOfLast({ slack }: Awaited<ReturnType<typeof start>>): string | undefined {
  return slack.calls().at(-1)?.error
}

describe('tokens', () => {
  it('must be there and be right', async () => {
    const { slack } = await start()
    expect(await errorOf(webClient(slack, '').auth.test())).toBe('not_authed')
    expect(await errorOf(webClient(slack, 'xoxb-other').auth.test())).toBe('invalid_auth')
    expect(await webClient(slack).auth.test()).toMatchObject({ user_id: 'U0BOT', bot_id: 'B0BOT', team_id: 'T0HOME' })
  })

  it('are of the kind that the method wants', async () => {
    const { slack } = await start()
    expect(await errorOf(webClient(slack, slack.app.appToken).auth.test())).toBe('not_allowed_token_type')
    expect(await errorOf(webClient(slack).apps.connections.open())).toBe('not_allowed_token_type')
  })

  it('need connections:write for Socket Mode', async () => {
    const { slack } = await start({ app: { appScopes: [] } })
    const failure = await failureOf(webClient(slack, slack.app.appToken).apps.connections.open())
    expect(failure).toMatchObject({ error: 'missing_scope', needed: 'connections:write' })
  })

  it('can be revoked', async () => {
    const { slack } = await start()
    slack.revoke('token_revoked')
    expect(await errorOf(webClient(slack).auth.test())).toBe('token_revoked')
    slack.revoke('account_inactive')
    expect(await errorOf(webClient(slack).auth.test())).toBe('account_inactive')
    slack.revoke(undefined)
    expect((await webClient(slack).auth.test()).ok).toBe(true)
  })
})

describe('calls', () => {
  it('to an unknown method, or without an argument, are refused with HTTP 200', async () => {
    const { slack } = await start()
    const failure = await failureOf(webClient(slack).apiCall('chat.explode'))
    expect(failure.error).toBe('unknown_method')
    expect(
      (await failureOf(webClient(slack).apiCall('chat.postMessage', { text: 'a' }))).response_metadata?.messages,
    ).toEqual(['[ERROR] missing required field: channel'])
    expect(slack.calls().map(({ status, ok }) => ({ status, ok }))).toEqual([
      { status: 200, ok: false },
      { status: 200, ok: false },
    ])
  })
})
