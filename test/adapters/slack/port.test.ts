import { afterEach, describe, expect, it } from 'vitest'
import { createClient } from '../../../src/adapters/slack/client.ts'
import { createSlackPort } from '../../../src/adapters/slack/port.ts'
import type { MessageContent } from '../../../src/delivery/message.ts'
import type { Log } from '../../../src/log.ts'
import { startWorkspace } from '../../../src/playground/workspace/start-workspace.ts'
import type { Workspace, WorkspaceOptions } from '../../../src/playground/workspace/workspace.ts'

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }
const open: Workspace[] = []

afterEach(async () => {
  for (const slack of open.splice(0)) await slack.close()
})

async function start(options: WorkspaceOptions = {}, timeoutMs = 5_000) {
  const slack = await startWorkspace(options)
  open.push(slack)
  const access = { token: slack.app.token, apiUrl: slack.apiUrl, log: silent }
  return { slack, port: createSlackPort(createClient(access, { timeoutMs, retries: 0 }), Date.now) }
}

const hello: MessageContent = { text: 'hello' }
const file = { name: 'a.txt', title: 'A', text: 'Ünknown\n', comment: 'all of it' }

/** A port into nowhere. */
function portTo(apiUrl: string) {
  return createSlackPort(
    createClient({ token: 'xoxb-1', apiUrl, log: silent }, { timeoutMs: 1_000, retries: 0 }),
    Date.now,
  )
}

describe('post and update', () => {
  it('posts with our metadata and without unfurling, and finds it again', async () => {
    const { slack, port } = await start()
    const posted = await port.post('C0OPS', undefined, hello, 'diagnosis 1')
    const ts = slack.channel('C0OPS').messages()[0]?.ts
    expect(posted).toEqual({ status: 'ok', value: { ts } })
    expect(slack.calls('chat.postMessage')[0]?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' })
    expect(await port.findPosted('C0OPS', undefined, 'diagnosis 1')).toEqual({ status: 'ok', value: [ts] })
    expect(await port.findPosted('C0OPS', undefined, 'diagnosis 2')).toEqual({ status: 'ok', value: [] })
  })

  it('finds a reply in its thread', async () => {
    const { slack, port } = await start()
    const root = slack.user('U0MEMBERA').say('bad', { channel: 'C0OPS' })
    await port.post('C0OPS', root.ts, hello, 'reply 1')
    const [reply] = slack.channel('C0OPS').thread(root.ts)
    expect(await port.findPosted('C0OPS', root.ts, 'reply 1')).toEqual({ status: 'ok', value: [reply?.ts] })
  })

  it('edits, and keeps the mark', async () => {
    const { slack, port } = await start()
    const posted = await port.post('C0OPS', undefined, hello, 'k 1')
    if (posted.status !== 'ok') throw new Error(posted.status)
    expect(await port.update('C0OPS', posted.value.ts, { text: 'bye' }, 'k 1')).toMatchObject({ status: 'ok' })
    expect(slack.channel('C0OPS').messages()).toMatchObject([
      { text: 'bye', metadata: { event_payload: { key: 'k 1' } } },
    ])
  })

  it('falls back to older blocks, then to text, where Slack knows no better', async () => {
    const { slack, port } = await start({ unsupportedBlocks: ['rich_text'], rateLimits: false })
    const section = { type: 'section' as const, text: { type: 'plain_text' as const, text: 'old' } }
    const rich = { type: 'rich_text' as const, elements: [] }
    await port.post('C0OPS', undefined, { text: 'a', blocks: [rich], fallbackBlocks: [section] }, 'k 1')
    await port.post('C0OPS', undefined, { text: 'b', blocks: [rich] }, 'k 2')
    await port.post('C0OPS', undefined, { text: 'c', blocks: [rich], fallbackBlocks: [rich] }, 'k 3')
    const shown = slack
      .channel('C0OPS')
      .messages()
      .map(({ text, blocks }) => [text, blocks.map(({ type }) => type)])
    expect(shown).toEqual([
      ['a', ['section']],
      ['b', []],
      ['c', []],
    ])
  })
})

describe('what Slack refuses', () => {
  it.each([
    ['C0RANDOM', 'not-in-channel'],
    ['C0SECRET', 'channel-gone'],
    ['C0NONE', 'channel-gone'],
    ['C0OLD', 'archived'],
  ])('a post to %s is refused for good: %s', async (channel, refusal) => {
    const { port } = await start()
    expect(await port.post(channel, undefined, hello, 'k')).toMatchObject({ status: 'refused', refusal })
    expect(await port.upload(channel, undefined, file)).toMatchObject({ status: 'refused' })
  })

  it('a message that people deleted is gone', async () => {
    const { slack, port } = await start()
    const posted = await port.post('C0OPS', undefined, hello, 'k')
    const [message] = slack.channel('C0OPS').messages()
    if (posted.status !== 'ok' || !message) throw new Error('not posted')
    slack.user('U0ADMIN').remove(message)
    const gone = { status: 'refused', refusal: 'message-gone' }
    expect(await port.update('C0OPS', posted.value.ts, hello, 'k')).toMatchObject(gone)
    expect(await port.post('C0OPS', posted.value.ts, hello, 'k')).toMatchObject(gone)
  })

  it.each(['token_revoked', 'account_inactive', 'invalid_auth'] as const)('%s is told apart', async (trouble) => {
    const { slack, port } = await start()
    slack.revoke(trouble)
    expect(await port.post('C0OPS', undefined, hello, 'k')).toEqual({
      status: 'refused',
      refusal: 'token-revoked',
      message: trouble,
    })
  })

  it.each(['restricted_action', 'missing_scope', 'something_new'])('%s is a no that stays', async (error) => {
    const { slack, port } = await start()
    slack.answers.add('chat.postMessage', { kind: 'error', error })
    expect(await port.post('C0OPS', undefined, hello, 'k')).toEqual({
      status: 'refused',
      refusal: 'forbidden',
      message: error,
    })
  })
})

describe('trouble that may pass', () => {
  it('429 says how long', async () => {
    const { slack, port } = await start()
    slack.answers.add('chat.postMessage', { kind: 'limited', retryAfterSeconds: 7 })
    expect(await port.post('C0OPS', undefined, hello, 'k')).toEqual({ status: 'limited', retryAfterMs: 7_000 })
  })

  it.each([
    { kind: 'status', status: 500 },
    { kind: 'status', status: 503 },
    { kind: 'error', error: 'internal_error' },
    { kind: 'error', error: 'fatal_error' },
    { kind: 'dropped', done: true },
    { kind: 'hung', done: true },
  ] as const)('after $kind $status $error nobody knows whether it happened', async (trouble) => {
    const { slack, port } = await start({}, 300)
    slack.answers.add('chat.postMessage', trouble)
    expect(await port.post('C0OPS', undefined, hello, 'k')).toMatchObject({ status: 'unclear' })
  })

  it('what was never sent surely did not happen', async () => {
    const { slack } = await start()
    const { apiUrl } = slack
    await slack.close()
    open.pop()
    const refused = await portTo(apiUrl).post('C0OPS', undefined, hello, 'k')
    expect(refused).toEqual({ status: 'failed', message: 'ECONNREFUSED' })
  })
})

describe('upload', () => {
  it('shares a file in a thread, counted in bytes', async () => {
    const { slack, port } = await start()
    const root = slack.user('U0MEMBERA').say('bad', { channel: 'C0OPS' })
    expect(await port.upload('C0OPS', root.ts, file)).toMatchObject({ status: 'ok' })
    expect(slack.channel('C0OPS').thread(root.ts)).toMatchObject([
      { text: 'all of it', files: [{ name: 'a.txt', title: 'A', content: 'Ünknown\n' }] },
    ])
  })

  it.each(['files.getUploadURLExternal', 'upload'])(
    'trouble at %s is no danger: nobody saw anything yet',
    async (step) => {
      const { slack, port } = await start({}, 300)
      slack.answers.add(step, { kind: 'dropped', done: true })
      expect(await port.upload('C0OPS', undefined, file)).toMatchObject({ status: 'failed' })
      expect(slack.channel('C0OPS').files()).toEqual([])
    },
  )

  it.each(['dropped', 'hung'] as const)('a last step that was %s after all is found, not done twice', async (kind) => {
    const { slack, port } = await start({}, 300)
    slack.answers.add('files.completeUploadExternal', { kind, done: true })
    expect(await port.upload('C0OPS', undefined, file)).toMatchObject({ status: 'ok' })
    expect(slack.channel('C0OPS').files()).toHaveLength(1)
  })

  it('a last step that did not happen may be tried again', async () => {
    const { slack, port } = await start({}, 300)
    slack.answers.add('files.completeUploadExternal', { kind: 'dropped', done: false })
    expect(await port.upload('C0OPS', undefined, file)).toMatchObject({ status: 'unclear' })
    expect(await port.upload('C0OPS', undefined, file)).toMatchObject({ status: 'ok' })
    expect(slack.channel('C0OPS').files()).toHaveLength(1)
  })
})
