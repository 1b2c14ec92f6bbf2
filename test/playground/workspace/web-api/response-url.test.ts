import { describe, expect, it } from 'vitest'
import { textField } from '../../../../src/playground/workspace/fields.ts'
import { webClient } from '../bolt-app.ts'
import { workspaces } from '../with-workspace.ts'

const start = workspaces()
const channel = 'C0OPS'

async function respond(url: string, body: object) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
  return { status: response.status, text: await response.text() }
}

async function ready() {
  const { slack, clock } = await start()
  const memberA = slack.user('U0MEMBERA')
  const { payload } = await memberA.slash('/k8s nodes', { channel })
  return { slack, clock, memberA, url: textField(payload, 'response_url') ?? '' }
}

/** A click on a message of the app, and the response_url that it carries. */
async function clicked(ephemeral: boolean) {
  const { slack } = await start()
  const memberA = slack.user('U0MEMBERA')
  const text = { type: 'plain_text' as const, text: 'Run again' }
  const blocks = [{ type: 'actions' as const, elements: [{ type: 'button' as const, action_id: 'run', text }] }]
  const { chat } = webClient(slack)
  if (ephemeral) await chat.postEphemeral({ channel, user: 'U0MEMBERA', text: 'a', blocks })
  else await chat.postMessage({ channel, text: 'a', blocks })
  const message = ephemeral ? memberA.ephemerals(channel)[0] : slack.channel(channel).messages()[0]
  if (!message) throw new Error('nothing was posted')
  const { payload } = await memberA.click(message, 'run')
  return { slack, memberA, payload, url: textField(payload, 'response_url') ?? '' }
}

const ours = (messages: readonly { from: string; text: string }[]) =>
  messages.filter(({ from }) => from === 'app').map(({ text }) => text)

describe('response_url', () => {
  it('answers only the person who asked, unless told otherwise', async () => {
    const { slack, memberA, url } = await ready()
    expect(await respond(url, { text: 'quiet' })).toEqual({ status: 200, text: 'ok' })
    await respond(url, { text: 'loud', response_type: 'in_channel' })
    expect(ours(memberA.ephemerals(channel))).toEqual(['quiet'])
    expect(
      slack
        .channel(channel)
        .messages()
        .map(({ text }) => text),
    ).toEqual(['loud'])
  })

  it('works five times', async () => {
    const { url } = await ready()
    for (let n = 0; n < 5; n += 1) expect((await respond(url, { text: 'a' })).status).toBe(200)
    expect(await respond(url, { text: 'a' })).toEqual({ status: 404, text: '{"ok":false,"error":"used_url"}' })
  })

  it('works for thirty minutes', async () => {
    const { clock, url } = await ready()
    clock.advance(30 * 60_000)
    expect((await respond(url, { text: 'a' })).status).toBe(200)
    clock.advance(1)
    expect(await respond(url, { text: 'a' })).toEqual({ status: 404, text: '{"ok":false,"error":"expired_url"}' })
  })

  it('refuses what Slack would not show', async () => {
    const { url } = await ready()
    const sektion = await respond(url, { text: 'a', blocks: [{ type: 'sektion' }] })
    expect(sektion).toMatchObject({ status: 400, text: expect.stringContaining('/blocks/0/type') })
    expect(await respond(url, {})).toMatchObject({ status: 400, text: expect.stringContaining('no_text') })
  })

  it('replaces and deletes a message of the channel', async () => {
    const { slack, url } = await clicked(false)
    await respond(url, { text: 'done', replace_original: true })
    expect(slack.channel(channel).messages()[0]).toMatchObject({ text: 'done', blocks: [] })
    await respond(url, { delete_original: true })
    expect(slack.channel(channel).messages()).toEqual([])
  })

  it('replaces and deletes an ephemeral message, which no payload carries', async () => {
    const { memberA, url, payload } = await clicked(true)
    expect(payload).toMatchObject({ container: { is_ephemeral: true } })
    expect(payload).not.toHaveProperty('message')
    await respond(url, { text: 'done', replace_original: true })
    expect(ours(memberA.ephemerals(channel))).toEqual(['done'])
    await respond(url, { delete_original: true })
    expect(ours(memberA.ephemerals(channel))).toEqual([])
  })
})
