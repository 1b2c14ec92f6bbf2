import { describe, expect, it } from 'vitest'
import type { Workspace } from '../../../../src/playground/workspace/workspace.ts'
import { workspaces } from '../with-workspace.ts'

const start = workspaces()

async function call(slack: Workspace, method: string, args: Readonly<Record<string, string>>) {
  const headers = { authorization: `Bearer ${slack.app.token}`, 'content-type': 'application/json' }
  const response = await fetch(`${slack.apiUrl}${method}`, { method: 'POST', headers, body: JSON.stringify(args) })
  const body: unknown = await response.json()
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body }
}

const post = (slack: Workspace, channel = 'C0OPS') => call(slack, 'chat.postMessage', { channel, text: 'a' })

async function statuses(count: number, ask: () => Promise<{ status: number }>): Promise<readonly number[]> {
  const all: number[] = []
  for (let n = 0; n < count; n += 1) all.push((await ask()).status)
  return all
}

describe('rate limits', () => {
  it('let a channel take a short burst, then one message a second', async () => {
    const { slack, clock } = await start()
    expect(await statuses(5, () => post(slack))).toEqual([200, 200, 200, 200, 429])
    clock.advance(1_000)
    expect(await statuses(2, () => post(slack))).toEqual([200, 429])
  })

  it('answer with Retry-After and `ratelimited`, and post nothing', async () => {
    const { slack } = await start()
    await statuses(4, () => post(slack))
    expect(await post(slack)).toEqual({ status: 429, retryAfter: '1', body: { ok: false, error: 'ratelimited' } })
    expect(slack.channel('C0OPS').messages()).toHaveLength(4)
  })

  it('count each channel by itself', async () => {
    const { slack } = await start()
    await statuses(4, () => post(slack))
    expect((await post(slack, 'C0INCIDENT')).status).toBe(200)
  })

  it('hold the tier of a method over a minute', async () => {
    const { slack, clock } = await start()
    const list = () => call(slack, 'users.list', {})
    expect((await statuses(20, list)).filter((status) => status === 200)).toHaveLength(20)
    clock.advance(45_000)
    expect(await list()).toMatchObject({ status: 429, retryAfter: '15' })
    clock.advance(15_000)
    expect((await list()).status).toBe(200)
  })

  it('let chat.update through 50 times a minute', async () => {
    const { slack } = await start()
    await post(slack)
    const ts = slack.channel('C0OPS').messages()[0]?.ts ?? ''
    const all = await statuses(51, () => call(slack, 'chat.update', { channel: 'C0OPS', ts, text: 'a' }))
    expect(all.indexOf(429)).toBe(50)
  })

  it('can be switched off', async () => {
    const { slack } = await start({ rateLimits: false })
    expect(await statuses(6, () => post(slack))).not.toContain(429)
  })
})
