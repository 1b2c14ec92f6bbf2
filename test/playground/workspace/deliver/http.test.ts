import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { workspaces } from '../with-workspace.ts'
import { type Received, type RequestUrl, startRequestUrl } from './request-url.ts'

const start = workspaces()
const apps: RequestUrl[] = []
const ops = { channel: 'C0OPS' }

afterEach(async () => {
  for (const app of apps.splice(0)) await app.close()
})

async function ready(answer: Parameters<typeof startRequestUrl>[0] = () => ({ status: 200 })) {
  const { slack, clock } = await start()
  const app = await startRequestUrl(answer)
  apps.push(app)
  slack.sendTo(app.url)
  return { slack, clock, app, memberA: slack.user('U0MEMBERA') }
}

function isSigned({ headers, body }: Received, secret: string): boolean {
  const base = `v0:${headers['x-slack-request-timestamp']}:${body}`
  return headers['x-slack-signature'] === `v0=${createHmac('sha256', secret).update(base).digest('hex')}`
}

describe('a slash command over HTTP', () => {
  it('is a signed form of plain fields', async () => {
    const { slack, app, memberA } = await ready()
    await memberA.slash('/k8s diagnose node-3', ops)
    const [request] = app.received
    if (!request) throw new Error('nothing came')
    expect(isSigned(request, slack.app.signingSecret)).toBe(true)
    expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(Object.fromEntries(new URLSearchParams(request.body))).toMatchObject({
      command: '/k8s',
      text: 'diagnose node-3',
      user_id: 'U0MEMBERA',
      user_name: 'member-a',
      channel_id: 'C0OPS',
      channel_name: 'ops',
      team_id: 'T0HOME',
      api_app_id: slack.app.id,
      is_enterprise_install: 'false',
    })
  })

  it('shows what the acknowledgement carries', async () => {
    const body = JSON.stringify({ response_type: 'in_channel', text: 'for all' })
    const { slack, memberA } = await ready((_, index) => ({ status: 200, body: index === 0 ? 'just you' : body }))
    await memberA.slash('/k8s nodes', ops)
    await memberA.slash('/k8s nodes', ops)
    expect(memberA.ephemerals('C0OPS').map(({ text }) => text)).toEqual(['just you'])
    expect(
      slack
        .channel('C0OPS')
        .messages()
        .map(({ text }) => text),
    ).toEqual(['for all'])
  })

  it('fails visibly when the acknowledgement carries what Slack refuses', async () => {
    const body = JSON.stringify({ text: 'a', blocks: [{ type: 'sektion' }] })
    const { memberA } = await ready(() => ({ status: 200, body }))
    await memberA.slash('/k8s nodes', ops)
    expect(memberA.ephemerals('C0OPS').map(({ text }) => text)).toEqual(['/k8s failed with the error "invalid_blocks"'])
  })

  it('times out after three seconds', async () => {
    const { clock, app, memberA, slack } = await ready(() => 'never')
    const asked = memberA.slash('/k8s nodes', ops)
    clock.advance(2_999)
    expect(slack.interactions()[0]?.outcome).toBe('waiting')
    clock.advance(1)
    expect(await asked).toMatchObject({ outcome: 'too-late' })
    expect(memberA.ephemerals('C0OPS')).toMatchObject([
      { from: 'slack', text: '/k8s failed with the error "operation_timeout"' },
    ])
    expect(app.received.length).toBeLessThanOrEqual(1)
  })

  it.each([
    ['an HTTP error', () => ({ status: 500 }) as const, 'refused'],
    ['a 404', () => ({ status: 404 }) as const, 'refused'],
  ])('fails on %s', async (_, answer, outcome) => {
    const { memberA } = await ready(answer)
    expect(await memberA.slash('/k8s nodes', ops)).toMatchObject({ outcome })
    expect(memberA.ephemerals('C0OPS').map(({ text }) => text)).toEqual([
      '/k8s failed with the error "dispatch_failed"',
    ])
  })

  it('fails when nobody listens', async () => {
    const { app, memberA } = await ready()
    await app.close()
    apps.splice(0)
    expect(await memberA.slash('/k8s nodes', ops)).toMatchObject({ outcome: 'unreachable' })
  })

  it('is never sent again', async () => {
    const { clock, app, memberA } = await ready(() => ({ status: 500 }))
    await memberA.slash('/k8s nodes', ops)
    clock.advance(600_000)
    expect(app.received).toHaveLength(1)
  })
})

describe('an event over HTTP', () => {
  it('is JSON with the event inside', async () => {
    const { slack, app, memberA } = await ready()
    memberA.mention('help', ops)
    await slack.idle()
    const [request] = app.received
    expect(request?.headers['content-type']).toBe('application/json')
    expect(JSON.parse(request?.body ?? '')).toMatchObject({
      type: 'event_callback',
      team_id: 'T0HOME',
      event_id: expect.stringMatching(/^Ev/),
      event: { type: 'app_mention', user: 'U0MEMBERA', text: '<@U0BOT> help', channel: 'C0OPS', team: 'T0HOME' },
      authorizations: [{ user_id: 'U0BOT' }],
    })
  })

  it('is sent again at once, after a minute and after five, and says why', async () => {
    const { slack, clock, app, memberA } = await ready(() => ({ status: 500 }))
    memberA.mention('help', ops)
    const tried = (sends: number) => () => {
      const [event] = slack.interactions()
      return event?.sends === sends && event.outcome === 'refused'
    }
    await slack.until(tried(2))
    await clock.advanceAsync(59_000, 59_000)
    expect(app.received).toHaveLength(2)
    await clock.advanceAsync(1_000)
    await slack.until(tried(3))
    await clock.advanceAsync(300_000, 300_000)
    await slack.until(tried(4))
    await clock.advanceAsync(3_600_000, 600_000)
    const retries = app.received.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']])
    expect(retries).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
      ['3', 'http_error'],
    ])
    const ids = app.received.map(({ body }) => JSON.parse(body).event_id)
    expect(new Set(ids).size).toBe(1)
  })

  it('is not sent again when the app says so', async () => {
    const { slack, clock, app, memberA } = await ready(() => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }))
    memberA.mention('help', ops)
    await slack.idle()
    await clock.advanceAsync(600_000, 60_000)
    expect(app.received).toHaveLength(1)
  })

  it('reaches only apps that subscribed, have the scope and are in the channel', async () => {
    const { slack, app, memberA } = await ready()
    memberA.say('nothing for the bot', ops)
    memberA.mention('in a private channel', { channel: 'C0SECRET' })
    memberA.mention('heard', { channel: 'C0RANDOM' })
    await slack.idle()
    expect(app.received.map(({ body }) => JSON.parse(body).event.text)).toEqual(['<@U0BOT> heard'])
  })
})

describe('deliveries on request', () => {
  it('come late, with a trigger id that has aged', async () => {
    const { slack, clock, app, memberA } = await ready()
    slack.deliveries.add('slash_commands', { kind: 'late', delayMs: 5_000 })
    const asked = memberA.slash('/k8s nodes', ops)
    expect(app.received).toHaveLength(0)
    clock.advance(5_000)
    expect(await asked).toMatchObject({ outcome: 'acknowledged', sends: 1 })
  })

  it('come twice', async () => {
    const { slack, app, memberA } = await ready()
    const planned = slack.deliveries.add('slash_commands', { kind: 'duplicate' })
    expect(await memberA.slash('/k8s nodes', ops)).toMatchObject({ sends: 2 })
    expect(app.received.map(({ body }) => body)).toEqual([app.received[0]?.body, app.received[0]?.body])
    expect(planned.used()).toBe(1)
  })

  it('get lost', async () => {
    const { slack, app, memberA } = await ready()
    slack.deliveries.add('*', { kind: 'lost' })
    expect(await memberA.slash('/k8s nodes', ops)).toMatchObject({ outcome: 'unreachable', sends: 0 })
    expect(app.received).toEqual([])
  })

  it('are cut off', async () => {
    const { slack, memberA } = await ready(() => 'never')
    slack.deliveries.add('slash_commands', { kind: 'cut' })
    expect(await memberA.slash('/k8s nodes', ops)).toMatchObject({ outcome: 'unreachable', sends: 1 })
  })

  it('are signed wrongly, or in the past', async () => {
    const { slack, app, memberA } = await ready()
    slack.deliveries.add('slash_commands', { kind: 'bad-signature' })
    slack.deliveries.add('slash_commands', { kind: 'time-shift', shiftMs: -600_000 })
    for (let n = 0; n < 3; n += 1) await memberA.slash('/k8s nodes', ops)
    const signed = app.received.map((request) => isSigned(request, slack.app.signingSecret))
    expect(signed).toEqual([false, true, true])
    const stamps = app.received.map(({ headers }) => Number(headers['x-slack-request-timestamp']))
    expect((stamps[2] ?? 0) - (stamps[1] ?? 0)).toBeGreaterThanOrEqual(600)
  })
})
