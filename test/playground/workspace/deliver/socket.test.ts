import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type Fields, parseFields, textField } from '../../../../src/playground/workspace/fields.ts'
import { startWorkspace } from '../../../../src/playground/workspace/start-workspace.ts'
import type { Workspace } from '../../../../src/playground/workspace/workspace.ts'
import { startSocketMode, webClient } from '../bolt-app.ts'
import { workspaces } from '../with-workspace.ts'

const start = workspaces()
const ops = { channel: 'C0OPS' }
const stops: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

async function ticketUrl(slack: Workspace): Promise<string> {
  return (await webClient(slack, slack.app.appToken).apps.connections.open()).url ?? ''
}

/** A bare client: what it got, the next message to come, and a way to acknowledge the latest. */
async function connect(slack: Workspace) {
  const socket = new WebSocket(await ticketUrl(slack))
  const messages: Fields[] = []
  let read = 0
  socket.on('message', (data) => messages.push(parseFields(data.toString()) ?? {}))
  async function next(): Promise<Fields> {
    while (messages.length <= read) await once(socket, 'message')
    read += 1
    return messages[read - 1] ?? {}
  }
  function ack(payload: Fields = {}): void {
    socket.send(JSON.stringify({ envelope_id: messages[read - 1]?.['envelope_id'], payload }))
  }
  const hello = await next()
  return { socket, messages, hello, ack, next }
}

describe('Socket Mode', () => {
  it('says hello', async () => {
    const { slack } = await start()
    const { hello } = await connect(slack)
    expect(hello).toMatchObject({ type: 'hello', num_connections: 1, connection_info: { app_id: slack.app.id } })
  })

  it('takes each ticket once', async () => {
    const { slack } = await start()
    const url = await ticketUrl(slack)
    await once(new WebSocket(url), 'open')
    const [error] = await once(new WebSocket(url), 'error')
    expect(String(error)).toContain('401')
  })

  it('wraps a command in an envelope and shows what the acknowledgement carries', async () => {
    const { slack } = await start()
    const { next, ack } = await connect(slack)
    const asked = slack.user('U0MEMBERA').slash('/k8s nodes', ops)
    expect(await next()).toMatchObject({
      type: 'slash_commands',
      accepts_response_payload: true,
      payload: { command: '/k8s', text: 'nodes', user_id: 'U0MEMBERA' },
    })
    ack({ text: 'looking' })
    expect(await asked).toMatchObject({ outcome: 'acknowledged' })
    expect(
      slack
        .user('U0MEMBERA')
        .ephemerals('C0OPS')
        .map(({ text }) => text),
    ).toEqual(['looking'])
  })

  it('measures an acknowledgement that comes too late', async () => {
    const { slack, clock } = await start()
    const { next, ack } = await connect(slack)
    const asked = slack.user('U0MEMBERA').slash('/k8s nodes', ops)
    await next()
    clock.advance(3_000)
    expect(await asked).toMatchObject({ outcome: 'too-late' })
    expect(slack.interactions()[0]?.ackMs).toBeUndefined()
    ack()
    expect(await slack.until(() => slack.interactions()[0]?.ackMs)).toBeGreaterThan(0)
    expect(slack.interactions()[0]?.outcome).toBe('too-late')
  })

  it('sends an event again after three seconds without an acknowledgement', async () => {
    const { slack, clock } = await start()
    const { next, ack, messages } = await connect(slack)
    slack.user('U0MEMBERA').mention('help', ops)
    expect(await next()).toMatchObject({ type: 'events_api', retry_attempt: 0 })
    const again = next()
    await clock.advanceAsync(3_000)
    expect(await again).toMatchObject({ type: 'events_api', retry_attempt: 1, retry_reason: 'timeout' })
    ack()
    await slack.until(() => slack.interactions()[0]?.outcome === 'acknowledged')
    expect(messages[1]?.['payload']).toEqual(messages[2]?.['payload'])
  })

  it('loses what is sent while nobody is connected', async () => {
    const { slack, clock } = await start()
    slack.user('U0MEMBERA').mention('help', ops)
    expect(await slack.user('U0MEMBERA').slash('/k8s nodes', ops)).toMatchObject({ outcome: 'unreachable' })
    const { messages } = await connect(slack)
    await clock.advanceAsync(600_000, 60_000)
    expect(messages.map((message) => textField(message, 'type'))).toEqual(['hello'])
  })

  it('spreads deliveries over connections', async () => {
    const { slack } = await start()
    const clients = [await connect(slack), await connect(slack)]
    for (const { socket } of clients) {
      socket.on('message', (data) => {
        socket.send(JSON.stringify({ envelope_id: parseFields(String(data))?.['envelope_id'] }))
      })
    }
    for (let n = 0; n < 4; n += 1) await slack.user('U0MEMBERA').slash('/k8s nodes', ops)
    expect(clients.map(({ messages }) => messages.length)).toEqual([3, 3])
  })

  it('asks the eleventh connection to leave', async () => {
    const { slack } = await start()
    for (let n = 0; n < 10; n += 1) await connect(slack)
    const { next } = await connect(slack)
    expect(await next()).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' })
    await slack.until(() => slack.sockets.connections() === 10)
  })

  it('breaks with a delivery under way', async () => {
    const { slack } = await start()
    await connect(slack)
    slack.deliveries.add('slash_commands', { kind: 'cut' })
    expect(await slack.user('U0MEMBERA').slash('/k8s nodes', ops)).toMatchObject({ outcome: 'unreachable' })
    await slack.until(() => slack.sockets.connections() === 0)
  })
})

describe('Bolt in Socket Mode', () => {
  it.each([
    ['a refresh', (slack: Workspace) => slack.sockets.disconnect('refresh_requested')],
    ['a broken connection', (slack: Workspace) => slack.sockets.cut()],
  ])('comes back after %s', async (_, disturb) => {
    const slack = await startWorkspace()
    stops.push(() => slack.close())
    const bolt = await startSocketMode(slack, (app) => app.command('/k8s', async ({ ack }) => ack()), 1_000)
    stops.push(() => bolt.stop())
    disturb(slack)
    await slack.until(() => slack.sockets.connections() === 0)
    await slack.until(() => slack.sockets.connections() === 1)
    expect(slack.calls('apps.connections.open').length).toBeGreaterThan(1)
    expect(await slack.user('U0MEMBERA').slash('/k8s nodes', ops)).toMatchObject({ outcome: 'acknowledged' })
  })
})
