import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { createSystemClock } from '../../../src/adapters/clock.ts'
import { type BoltEdge, type BoltOptions, createBolt } from '../../../src/adapters/slack/bolt.ts'
import { createClient } from '../../../src/adapters/slack/client.ts'
import { identify } from '../../../src/adapters/slack/identity.ts'
import { createPeopleSource } from '../../../src/adapters/slack/people.ts'
import { SlackStartError } from '../../../src/adapters/slack/start-error.ts'
import type { Log } from '../../../src/log.ts'
import { startWorkspace } from '../../../src/playground/workspace/start-workspace.ts'
import type { Workspace, WorkspaceOptions } from '../../../src/playground/workspace/workspace.ts'

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }
const stops: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

async function workspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const slack = await startWorkspace(options)
  stops.push(() => slack.close())
  return slack
}

const clientOf = (slack: Workspace, token = slack.app.token) =>
  createClient({ token, apiUrl: slack.apiUrl, log: silent }, { timeoutMs: 2_000, retries: 0 })

interface Started {
  readonly edge: BoltEdge
  readonly port: number
  readonly heard: string[]
  readonly fatal: Promise<SlackStartError>
}

async function start(slack: Workspace, mode: 'http' | 'socket', change: Partial<BoltOptions> = {}): Promise<Started> {
  let fail: (error: SlackStartError) => void = () => {}
  const fatal = new Promise<SlackStartError>((resolve) => {
    fail = resolve
  })
  const { token, appToken, signingSecret } = slack.app
  const edge = createBolt({
    token,
    apiUrl: slack.apiUrl,
    mode: mode === 'http' ? { kind: 'http', signingSecret } : { kind: 'socket', appToken },
    identity: await identify(clientOf(slack), slack.apiUrl),
    listen: { host: '127.0.0.1', port: 0 },
    log: silent,
    clock: createSystemClock(),
    parts: () => ({ state: 'in memory' }),
    onFatal: fail,
    ...change,
  })
  const heard: string[] = []
  edge.app.command('/k8s', async ({ ack, command }) => {
    heard.push(command.text)
    await ack()
  })
  const port = await edge.start()
  stops.push(() => edge.stop())
  if (mode === 'http') slack.sendTo(`http://127.0.0.1:${port}/slack/events`)
  return { edge, port, heard, fatal }
}

const ask = (slack: Workspace, text = 'help') => slack.user('U0MEMBERA').slash(`/k8s ${text}`, { channel: 'C0OPS' })

describe('Socket Mode', () => {
  it('keeps two connections', async () => {
    const slack = await workspace()
    await start(slack, 'socket')
    expect(slack.sockets.connections()).toBe(2)
    expect((await ask(slack)).outcome).toBe('acknowledged')
  })

  it.each(['refresh_requested', 'warning', 'link_disabled'] as const)('connects again after "%s"', async (reason) => {
    const slack = await workspace()
    const { edge, heard } = await start(slack, 'socket')
    slack.sockets.disconnect(reason)
    await slack.until(() => slack.calls('apps.connections.open').length >= 4 && slack.sockets.connections() === 2)
    expect(edge.isConnected()).toBe(true)
    expect((await ask(slack, 'again')).outcome).toBe('acknowledged')
    expect(heard).toEqual(['again'])
  })

  it('connects again after the line was cut and Slack was in trouble', async () => {
    const slack = await workspace()
    const { heard } = await start(slack, 'socket')
    slack.answers.add('apps.connections.open', { kind: 'status', status: 500 }, 2)
    slack.answers.add('apps.connections.open', { kind: 'limited', retryAfterSeconds: 1 })
    slack.answers.add('apps.connections.open', { kind: 'dropped', done: false })
    slack.answers.add('apps.connections.open', { kind: 'error', error: 'internal_error' })
    slack.sockets.cut()
    await slack.until(() => slack.calls('apps.connections.open').length >= 4 && slack.sockets.connections() === 2)
    await ask(slack, 'healed')
    expect(heard).toEqual(['healed'])
  })

  it.each(['token_revoked', 'account_inactive', 'invalid_auth'] as const)(
    'tells in one line that a reconnect met %s, and does not go on',
    async (trouble) => {
      const slack = await workspace()
      const { edge, fatal } = await start(slack, 'socket')
      slack.revoke(trouble)
      slack.sockets.disconnect('refresh_requested')
      const error = await fatal
      expect(error).toMatchObject({
        kind: 'config',
        message: `SLACK_APP_TOKEN: Slack refuses the token (${trouble})`,
      })
      await slack.until(() => slack.sockets.connections() === 0)
      expect(edge.isConnected()).toBe(false)
    },
  )

  it('does not start with a token that Slack refuses, or that lacks its scope', async () => {
    const slack = await workspace({ app: { appScopes: [] } })
    await expect(start(slack, 'socket')).rejects.toMatchObject({
      kind: 'config',
      message: 'SLACK_APP_TOKEN: the token lacks the scope connections:write',
    })
    await expect(start(slack, 'socket', { mode: { kind: 'socket', appToken: 'xapp-wrong' } })).rejects.toMatchObject({
      kind: 'config',
      message: 'SLACK_APP_TOKEN: Slack refuses the token (invalid_auth)',
    })
  })

  it('serves health, too', async () => {
    const slack = await workspace()
    const { port } = await start(slack, 'socket')
    expect(await (await fetch(`http://127.0.0.1:${port}/readyz`)).json()).toEqual({
      ready: true,
      slack: 'connected',
      state: 'in memory',
    })
    slack.revoke('invalid_auth')
    slack.sockets.cut()
    await expect.poll(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(503)
    expect(await (await fetch(`http://127.0.0.1:${port}/readyz`)).json()).toMatchObject({ ready: false })
    expect((await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST' })).status).toBe(404)
  })
})

describe('HTTP mode', () => {
  it('serves health and Slack on one port, and nothing else', async () => {
    const slack = await workspace()
    const { port, heard } = await start(slack, 'http')
    const base = `http://127.0.0.1:${port}`
    expect(await (await fetch(`${base}/healthz`)).text()).toBe('ok\n')
    expect((await fetch(`${base}/readyz`)).status).toBe(200)
    expect((await fetch(`${base}/`)).status).toBe(404)
    expect((await fetch(`${base}/slack/install`)).status).toBe(404)
    expect((await ask(slack)).outcome).toBe('acknowledged')
    expect(heard).toEqual(['help'])
  })

  it.each([
    ['signed with another secret', { kind: 'bad-signature' }],
    ['six minutes old', { kind: 'time-shift', shiftMs: -360_000 }],
    ['six minutes in the future', { kind: 'time-shift', shiftMs: 360_000 }],
  ] as const)('refuses a request that is %s', async (_how, trouble) => {
    const slack = await workspace()
    const { heard } = await start(slack, 'http')
    slack.deliveries.add('slash_commands', trouble)
    expect(await ask(slack)).toMatchObject({ outcome: 'refused', httpStatus: 401 })
    expect(heard).toEqual([])
  })

  it('refuses requests without signature and such that are no requests of Slack', async () => {
    const slack = await workspace()
    const { port, heard } = await start(slack, 'http')
    const url = `http://127.0.0.1:${port}/slack/events`
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await fetch(url, { method: 'POST', headers, body: 'command=/k8s' })).status).toBe(401)
    const now = String(Math.floor(Date.now() / 1000))
    const body = 'not=known'
    const signature = `v0=${createHmac('sha256', slack.app.signingSecret).update(`v0:${now}:${body}`).digest('hex')}`
    const signed = { ...headers, 'x-slack-request-timestamp': now, 'x-slack-signature': signature }
    expect((await fetch(url, { method: 'POST', headers: signed, body })).status).toBe(404)
    expect(heard).toEqual([])
  })

  it('says in one line that the port is taken', async () => {
    const slack = await workspace()
    const { port } = await start(slack, 'http')
    await expect(start(slack, 'http', { listen: { host: '127.0.0.1', port } })).rejects.toMatchObject({
      kind: 'config',
      message: `PORT, HOST: cannot listen on 127.0.0.1:${port}: the port is in use; set PORT`,
    })
  })

  it('asks who it is once, not at every event', async () => {
    const slack = await workspace()
    await start(slack, 'http')
    await Promise.all([ask(slack), ask(slack), ask(slack)])
    expect(slack.calls('auth.test')).toHaveLength(1)
  })
})

describe('identify', () => {
  it('knows workspace and bot', async () => {
    const slack = await workspace()
    expect(await identify(clientOf(slack), slack.apiUrl)).toMatchObject({
      team: 'T0HOME',
      botUser: slack.app.botUser,
      botId: slack.app.botId,
    })
  })

  it.each(['invalid_auth', 'token_revoked', 'account_inactive'] as const)('tells of %s', async (trouble) => {
    const slack = await workspace()
    slack.revoke(trouble)
    await expect(identify(clientOf(slack), slack.apiUrl)).rejects.toMatchObject({
      kind: 'config',
      message: `SLACK_BOT_TOKEN: Slack refuses the token (${trouble})`,
    })
  })

  it('names every missing scope and what it is for', async () => {
    const slack = await workspace({
      app: { scopes: ['commands', 'app_mentions:read', 'channels:history', 'im:history'] },
    })
    const error = await identify(clientOf(slack), slack.apiUrl).catch((problem: unknown) => problem)
    expect(error).toBeInstanceOf(SlackStartError)
    const { message } = error as SlackStartError
    for (const scope of ['chat:write (to answer)', 'files:write', 'groups:history', 'usergroups:read', 'users:read']) {
      expect(message).toContain(scope)
    }
    expect(message).not.toContain('commands (')
    expect(message).not.toContain('\n')
  })

  it.each([
    [{ kind: 'status', status: 502 } as const, 'HTTP 502'],
    [{ kind: 'limited', retryAfterSeconds: 1 } as const, 'too many requests (429)'],
    [{ kind: 'hung', done: false } as const, 'no answer in time'],
  ])('calls %o trouble of the network', async (trouble, reason) => {
    const slack = await workspace()
    slack.answers.add('auth.test', trouble)
    const host = new URL(slack.apiUrl).host
    await expect(identify(clientOf(slack), slack.apiUrl)).rejects.toMatchObject({
      kind: 'network',
      message: `cannot reach Slack at ${host}: ${reason}`,
    })
  })
})

describe('people', () => {
  it.each([
    ['U0MEMBERA', 'member'],
    ['U0ADMIN', 'member'],
    ['U0GUEST', 'guest'],
    ['U0SINGLE', 'guest'],
    ['U0CONNECTED', 'stranger'],
    ['U0STRANGER', 'stranger'],
    ['U0GONE', 'deactivated'],
    ['U0OTHERBOT', 'bot'],
  ])('%s is a %s', async (user, kind) => {
    const slack = await workspace()
    const source = createPeopleSource(clientOf(slack), { team: 'T0HOME' })
    expect(await source.person(user)).toMatchObject({ user, kind })
  })

  it('takes a group that is gone for an empty one, and trouble for trouble', async () => {
    const slack = await workspace()
    const source = createPeopleSource(clientOf(slack), { team: 'T0HOME' })
    expect(await source.members('S0ONCALL')).toEqual(['U0MEMBERB', 'U0ADMIN'])
    expect(await source.members('S0NONE')).toEqual([])
    slack.answers.add('usergroups.users.list', { kind: 'status', status: 500 })
    await expect(source.members('S0ONCALL')).rejects.toThrow('500')
  })
})
