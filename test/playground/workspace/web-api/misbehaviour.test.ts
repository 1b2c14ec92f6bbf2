import { WebClientEvent } from '@slack/web-api'
import { describe, expect, it } from 'vitest'
import type { Workspace } from '../../../../src/playground/workspace/workspace.ts'
import { errorOf, webClient } from '../bolt-app.ts'
import { workspaces } from '../with-workspace.ts'

const start = workspaces()
const channel = 'C0OPS'

const post = (slack: Workspace) => webClient(slack).chat.postMessage({ channel, text: 'node-3' })
const posted = (slack: Workspace) => slack.channel(channel).messages().length

async function failure(call: Promise<unknown>): Promise<Error> {
  return call.then(
    () => Promise.reject(new Error('the call succeeded')),
    (error: Error) => error,
  )
}

/** Over plain HTTP, so that the test can give up on it. */
function postAndGiveUp(slack: Workspace, signal: AbortSignal): Promise<unknown> {
  const headers = { authorization: `Bearer ${slack.app.token}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ channel, text: 'node-3' })
  return fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', headers, body, signal })
}

describe('answers on request', () => {
  it('are 429 with a Retry-After, once', async () => {
    const { slack } = await start()
    const planned = slack.answers.add('chat.postMessage', { kind: 'limited', retryAfterSeconds: 0 })
    const client = webClient(slack)
    const limited: number[] = []
    client.on(WebClientEvent.RATE_LIMITED, (seconds) => limited.push(seconds))
    await failure(client.chat.postMessage({ channel, text: 'a' }))
    expect(limited).toEqual([0])
    expect(planned.used()).toBe(1)
    expect((await post(slack)).ok).toBe(true)
    expect(posted(slack)).toBe(1)
  })

  it('are HTTP errors, as often as asked for', async () => {
    const { slack } = await start()
    slack.answers.add('*', { kind: 'status', status: 500 }, 2)
    expect(String(await failure(post(slack)))).toContain('500')
    expect(String(await failure(webClient(slack).auth.test()))).toContain('500')
    expect((await post(slack)).ok).toBe(true)
  })

  it("are Slack's own errors", async () => {
    const { slack } = await start()
    slack.answers.add('chat.postMessage', { kind: 'error', error: 'internal_error' })
    expect(await errorOf(post(slack))).toBe('internal_error')
    expect(posted(slack)).toBe(0)
  })

  it.each([false, true])('are cut off (took effect: %s)', async (done) => {
    const { slack } = await start()
    slack.answers.add('chat.postMessage', { kind: 'dropped', done })
    await failure(post(slack))
    expect(posted(slack)).toBe(done ? 1 : 0)
  })

  it.each([false, true])('never come (took effect: %s)', async (done) => {
    const { slack } = await start()
    const planned = slack.answers.add('chat.postMessage', { kind: 'hung', done })
    const patience = new AbortController()
    const call = failure(postAndGiveUp(slack, patience.signal))
    await slack.until(planned.used)
    patience.abort(new Error('gave up'))
    expect((await call).message).toBe('gave up')
    expect(posted(slack)).toBe(done ? 1 : 0)
  })

  it('come late, after they took effect', async () => {
    const { slack, clock } = await start()
    slack.answers.add('chat.postMessage', { kind: 'late', delayMs: 8_000 })
    let answered = false
    const call = post(slack).then(() => {
      answered = true
    })
    await slack.until(() => posted(slack) === 1)
    expect(answered).toBe(false)
    clock.advance(8_000)
    await call
  })

  it('stop when told to', async () => {
    const { slack } = await start()
    slack.answers.add('*', { kind: 'status', status: 503 }, Number.POSITIVE_INFINITY).stop()
    expect((await post(slack)).ok).toBe(true)
  })
})
