import { afterEach, describe, expect, it } from 'vitest'
import { webClient } from '../bolt-app.ts'
import { workspaces } from '../with-workspace.ts'
import { type RequestUrl, startRequestUrl } from './request-url.ts'

const start = workspaces()
const apps: RequestUrl[] = []

afterEach(async () => {
  for (const app of apps.splice(0)) await app.close()
})

async function listening(...events: readonly string[]) {
  const { slack } = await start({ app: { events } })
  const app = await startRequestUrl(() => ({ status: 200 }))
  apps.push(app)
  slack.sendTo(app.url)
  async function heard(): Promise<readonly Record<string, unknown>[]> {
    await slack.idle()
    return app.received.map(({ body }) => JSON.parse(body).event)
  }
  return { slack, heard }
}

describe('events', () => {
  it("echo the app's own messages, with its bot id", async () => {
    const { slack, heard } = await listening('message.channels')
    await webClient(slack).chat.postMessage({ channel: 'C0OPS', text: 'node-3' })
    expect(await heard()).toMatchObject([{ type: 'message', user: 'U0BOT', bot_id: 'B0BOT', channel_type: 'channel' }])
  })

  it('tell of edits and deletions', async () => {
    const { slack, heard } = await listening('message.channels')
    const { chat } = webClient(slack)
    const { ts = '' } = await chat.postMessage({ channel: 'C0OPS', text: 'one' })
    await chat.update({ channel: 'C0OPS', ts, text: 'two' })
    const message = slack.channel('C0OPS').message(ts)
    if (message) slack.user('U0ADMIN').remove(message)
    const [, edited, deleted] = await heard()
    expect(edited).toMatchObject({ subtype: 'message_changed', message: { ts, text: 'two' } })
    expect(deleted).toMatchObject({ subtype: 'message_deleted', deleted_ts: ts })
  })

  it('say where somebody from another workspace comes from', async () => {
    const { slack, heard } = await listening('app_mention')
    slack.user('U0CONNECTED').mention('status', { channel: 'C0SHARED' })
    expect(await heard()).toMatchObject([
      { type: 'app_mention', user: 'U0CONNECTED', user_team: 'T0AWAY', team: 'T0AWAY' },
    ])
  })

  it('carry the thread of a mention', async () => {
    const { slack, heard } = await listening('app_mention')
    const memberA = slack.user('U0MEMBERA')
    const parent = memberA.say('node-3 is slow', { channel: 'C0OPS' })
    memberA.mention('diagnose node-3', { channel: 'C0OPS', thread: parent.ts })
    expect(await heard()).toMatchObject([{ thread_ts: parent.ts }])
  })

  it('tell of members, channels, reactions and people', async () => {
    const { slack, heard } = await listening(
      'member_joined_channel',
      'channel_archive',
      'reaction_added',
      'user_change',
    )
    slack.channel('C0OPS').invite('U0STRANGER')
    const memberA = slack.user('U0MEMBERA')
    memberA.react(memberA.say('hello', { channel: 'C0OPS' }), 'eyes')
    slack.channel('C0OPS').archive()
    slack.setPerson({ ...memberA.person, kind: 'deactivated' })
    expect((await heard()).map(({ type }) => type).sort()).toEqual([
      'channel_archive',
      'member_joined_channel',
      'reaction_added',
      'user_change',
    ])
    expect((await webClient(slack).users.info({ user: 'U0MEMBERA' })).user).toMatchObject({ deleted: true })
  })
})
