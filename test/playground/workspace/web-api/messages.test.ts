import { describe, expect, it } from 'vitest'
import { errorOf, failureOf, webClient } from '../bolt-app.ts'
import { workspaces } from '../with-workspace.ts'

const start = workspaces()
const channel = 'C0OPS'
const section = (length: number) => ({
  type: 'section' as const,
  text: { type: 'mrkdwn' as const, text: 'x'.repeat(length) },
})

async function ready(options?: Parameters<typeof start>[0]) {
  const { slack, clock } = await start({ rateLimits: false, ...options })
  return { slack, clock, chat: webClient(slack).chat }
}

async function posted() {
  const { slack, chat } = await ready()
  const metadata = { event_type: 'kubemedic', event_payload: { key: 'k1' } }
  const { ts = '' } = await chat.postMessage({ channel, text: 'node-3', blocks: [section(10)], metadata })
  return { slack, chat, ts, message: () => slack.channel(channel).message(ts) }
}

describe('chat.postMessage', () => {
  it('gives every message a greater ts, also within one millisecond', async () => {
    const { slack, chat } = await ready()
    for (const text of ['one', 'two', 'three']) await chat.postMessage({ channel, text })
    const ts = slack
      .channel(channel)
      .messages()
      .map((message) => message.ts)
    expect([...ts].sort()).toEqual(ts)
    expect(new Set(ts).size).toBe(3)
    expect(ts[0]).toMatch(/^\d{10}\.\d{6}$/)
  })

  it('refuses an invalid block with its JSON pointer', async () => {
    const { slack, chat } = await ready()
    const failure = await failureOf(chat.postMessage({ channel, text: 'a', blocks: [section(1), section(3001)] }))
    expect(failure.error).toBe('invalid_blocks')
    expect(failure.response_metadata?.messages).toEqual([
      '[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]',
    ])
    expect(slack.channel(channel).messages()).toEqual([])
  })

  it('refuses blocks that are no JSON array', async () => {
    const { slack } = await ready()
    const client = webClient(slack)
    expect(await errorOf(client.apiCall('chat.postMessage', { channel, blocks: '{"type"' }))).toBe(
      'invalid_blocks_format',
    )
    expect(await errorOf(client.apiCall('chat.postMessage', { channel, blocks: {} }))).toBe('invalid_blocks_format')
  })

  it('refuses a message without text and blocks', async () => {
    const { chat } = await ready()
    expect(await errorOf(chat.postMessage({ channel, text: '' }))).toBe('no_text')
  })

  it('refuses more than about 12,000 characters over all blocks', async () => {
    const { chat } = await ready()
    const fits = [section(3000), section(3000), section(3000), section(2340)]
    expect((await chat.postMessage({ channel, text: 'a', blocks: fits })).ok).toBe(true)
    expect(await errorOf(chat.postMessage({ channel, text: 'a', blocks: [...fits, section(1)] }))).toBe(
      'msg_blocks_too_long',
    )
  })

  it('truncates a text beyond 40,000 characters and says so', async () => {
    const { slack, chat } = await ready()
    const { response_metadata } = await chat.postMessage({ channel, text: 'x'.repeat(40_001) })
    expect(response_metadata).toMatchObject({ warnings: ['message_truncated'] })
    expect(slack.channel(channel).messages()[0]?.text).toHaveLength(40_000)
  })

  it('takes no text beside markdown_text', async () => {
    const { chat } = await ready()
    const call = { channel, markdown_text: '**a**', text: 'a' }
    expect(await errorOf(chat.postMessage(call as unknown as Parameters<typeof chat.postMessage>[0]))).toBe(
      'markdown_text_conflict',
    )
    expect((await chat.postMessage({ channel, markdown_text: '**a**' })).ok).toBe(true)
  })

  it('refuses metadata without a type, or too much of it', async () => {
    const { slack } = await ready()
    const client = webClient(slack)
    const withMetadata = (metadata: object) => client.apiCall('chat.postMessage', { channel, text: 'a', metadata })
    expect(await errorOf(withMetadata({ event_type: 'a' }))).toBe('invalid_metadata_schema')
    expect(await errorOf(withMetadata({ event_type: 'a', event_payload: { x: 'x'.repeat(9000) } }))).toBe(
      'metadata_too_large',
    )
  })

  it('replies only to a parent', async () => {
    const { slack, chat } = await ready()
    const { ts: parent = '' } = await chat.postMessage({ channel, text: 'parent' })
    const { ts: reply = '' } = await chat.postMessage({ channel, text: 'reply', thread_ts: parent })
    expect(
      slack
        .channel(channel)
        .thread(parent)
        .map(({ text }) => text),
    ).toEqual(['reply'])
    expect(
      slack
        .channel(channel)
        .messages()
        .map(({ text }) => text),
    ).toEqual(['parent'])
    expect(await errorOf(chat.postMessage({ channel, text: 'a', thread_ts: reply }))).toBe('cannot_reply_to_message')
    expect(await errorOf(chat.postMessage({ channel, text: 'a', thread_ts: '1.000001' }))).toBe('thread_not_found')
  })

  it('posts only where the bot is, unless chat:write.public allows a public channel', async () => {
    const { chat } = await ready()
    expect(await errorOf(chat.postMessage({ channel: 'C0RANDOM', text: 'a' }))).toBe('not_in_channel')
    expect(await errorOf(chat.postMessage({ channel: 'C0SECRET', text: 'a' }))).toBe('channel_not_found')
    expect(await errorOf(chat.postMessage({ channel: 'C0NONE', text: 'a' }))).toBe('channel_not_found')
    expect(await errorOf(chat.postMessage({ channel: 'C0OLD', text: 'a' }))).toBe('is_archived')
    const wider = await ready({ app: { scopes: ['chat:write', 'chat:write.public'] } })
    expect((await wider.chat.postMessage({ channel: 'C0RANDOM', text: 'a' })).ok).toBe(true)
    expect(await errorOf(wider.chat.postMessage({ channel: 'C0SECRET', text: 'a' }))).toBe('channel_not_found')
  })

  it('does not know a block before its roll-out', async () => {
    const { chat } = await ready({ unsupportedBlocks: ['alert'] })
    const alert = { type: 'alert' as const, text: { type: 'plain_text' as const, text: 'down' } }
    expect(
      (await failureOf(chat.postMessage({ channel, text: 'a', blocks: [alert] }))).response_metadata?.messages,
    ).toEqual(['[ERROR] unsupported type: alert [json-pointer:/blocks/0/type]'])
  })
})

describe('chat.update', () => {
  it('drops blocks that are not sent again, and keeps metadata', async () => {
    const { chat, ts, message } = await posted()
    await chat.update({ channel, ts, text: 'node-3 is fine' })
    expect(message()).toMatchObject({ text: 'node-3 is fine', blocks: [], metadata: { event_type: 'kubemedic' } })
  })

  it('takes 4,000 characters of text and no more', async () => {
    const { chat, ts } = await posted()
    expect((await chat.update({ channel, ts, text: 'x'.repeat(4000) })).ok).toBe(true)
    expect(await errorOf(chat.update({ channel, ts, text: 'x'.repeat(4001) }))).toBe('msg_too_long')
  })

  it("changes only the app's own messages, and none that is gone", async () => {
    const { slack, chat, ts, message } = await posted()
    const other = slack.user('U0MEMBERA').say('mine', { channel })
    expect(await errorOf(chat.update({ channel, ts: other.ts, text: 'a' }))).toBe('cant_update_message')
    const own = message()
    if (own) slack.user('U0ADMIN').remove(own)
    expect(await errorOf(chat.update({ channel, ts, text: 'a' }))).toBe('message_not_found')
  })

  it('changes nothing in an archived channel', async () => {
    const { slack, chat, ts } = await posted()
    slack.channel(channel).archive()
    expect(await errorOf(chat.update({ channel, ts, text: 'a' }))).toBe('is_inactive')
  })

  it('waits until a stream is stopped', async () => {
    const { slack, chat, ts } = await posted()
    const recipient = { recipient_user_id: 'U0MEMBERA', recipient_team_id: 'T0HOME' }
    const { ts: stream = '' } = await chat.startStream({ channel, thread_ts: ts, ...recipient })
    await chat.appendStream({ channel, ts: stream, markdown_text: 'looking' })
    expect(await errorOf(chat.update({ channel, ts: stream, text: 'a' }))).toBe('streaming_state_conflict')
    await chat.stopStream({ channel, ts: stream })
    expect(await errorOf(chat.stopStream({ channel, ts: stream }))).toBe('message_not_in_streaming_state')
    expect(slack.channel(channel).thread(ts)[0]?.text).toBe('looking')
  })
})

describe('other messages', () => {
  it('leaves a tombstone where a parent with replies is deleted', async () => {
    const { slack, chat, ts } = await posted()
    await chat.postMessage({ channel, text: 'reply', thread_ts: ts })
    await chat.delete({ channel, ts })
    expect(slack.channel(channel).message(ts)).toBeUndefined()
    expect(slack.channel(channel).messages()[0]?.text).toBe('This message was deleted.')
    expect(slack.channel(channel).thread(ts)).toHaveLength(1)
  })

  it('shows an ephemeral message to a member only, outside the history', async () => {
    const { slack, chat } = await ready()
    await chat.postEphemeral({ channel, user: 'U0MEMBERA', text: 'just you' })
    expect(
      slack
        .user('U0MEMBERA')
        .ephemerals(channel)
        .map(({ text }) => text),
    ).toEqual(['just you'])
    expect(slack.user('U0MEMBERB').ephemerals(channel)).toEqual([])
    expect(slack.channel(channel).messages()).toEqual([])
    expect(await errorOf(chat.postEphemeral({ channel, user: 'U0CONNECTED', text: 'a' }))).toBe('user_not_in_channel')
  })

  it('links to a reply with its thread', async () => {
    const { chat, ts } = await posted()
    const { ts: reply = '' } = await chat.postMessage({ channel, text: 'reply', thread_ts: ts })
    const { permalink } = await chat.getPermalink({ channel, message_ts: reply })
    expect(permalink).toBe(
      `https://example.slack.com/archives/C0OPS/p${reply.replace('.', '')}?thread_ts=${ts}&cid=C0OPS`,
    )
  })
})
