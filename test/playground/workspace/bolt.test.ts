import type { App } from '@slack/bolt'
import { afterEach, describe, expect, it } from 'vitest'
import { startWorkspace } from '../../../src/playground/workspace/start-workspace.ts'
import type { Workspace, WorkspaceOptions } from '../../../src/playground/workspace/workspace.ts'
import { type Mode, modes, startBolt } from './bolt-app.ts'

const stops: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

async function start(mode: Mode, configure: (app: App) => void, options: WorkspaceOptions = {}): Promise<Workspace> {
  const slack = await startWorkspace(options)
  stops.push(() => slack.close())
  const bolt = await startBolt(slack, mode, configure)
  stops.push(() => bolt.stop())
  return slack
}

const ops = { channel: 'C0OPS' }
const button = {
  type: 'button' as const,
  action_id: 'run',
  text: { type: 'plain_text' as const, text: 'Run again' },
  value: 'r1',
}
const actions = { type: 'actions' as const, elements: [button] }

describe.each(modes)('Bolt over %s', (mode) => {
  it('gets a slash command and acknowledges it', async () => {
    const slack = await start(mode, (app) => {
      app.command('/k8s', async ({ ack, command, client }) => {
        await ack(`looking at ${command.text}`)
        await client.chat.postMessage({ channel: command.channel_id, text: `${command.user_name} asked` })
      })
    })
    const memberA = slack.user('U0MEMBERA')
    const { outcome, ackMs } = await memberA.slash('/k8s diagnose node-3', ops)
    expect(outcome).toBe('acknowledged')
    expect(ackMs).toBeGreaterThan(0)
    await slack.until(() => slack.channel('C0OPS').messages()[0])
    expect(slack.channel('C0OPS').messages()[0]?.text).toBe('member-a asked')
    expect(memberA.ephemerals('C0OPS').map((message) => message.text)).toEqual(['looking at diagnose node-3'])
  })

  it('gets a mention with its thread, and answers there', async () => {
    const slack = await start(mode, (app) => {
      app.event('app_mention', async ({ event, say }) => {
        await say({ text: event.text, thread_ts: event.thread_ts ?? event.ts })
      })
    })
    const asked = slack.user('U0MEMBERA').mention('diagnose node-3', ops)
    await slack.until(() => slack.channel('C0OPS').thread(asked.ts).length === 1)
    expect(slack.channel('C0OPS').thread(asked.ts)[0]).toMatchObject({
      user: 'U0BOT',
      text: '<@U0BOT> diagnose node-3',
    })
  })

  it('gets a click, answers by response_url and edits the message', async () => {
    const slack = await start(mode, (app) => {
      app.command('/k8s', async ({ ack, command, client }) => {
        await ack()
        await client.chat.postMessage({ channel: command.channel_id, text: 'node-3 is sick', blocks: [actions] })
      })
      app.action('run', async ({ ack, body, respond, client }) => {
        await ack()
        await respond({ text: 'on it', response_type: 'ephemeral', replace_original: false })
        if (body.type !== 'block_actions' || !body.channel || !body.message) return
        await client.chat.update({ channel: body.channel.id, ts: body.message.ts, text: 'running again' })
      })
    })
    const memberA = slack.user('U0MEMBERA')
    await memberA.slash('/k8s nodes', ops)
    const message = await slack.until(() => slack.channel('C0OPS').messages()[0])
    const memberB = slack.user('U0MEMBERB')
    expect(await memberB.click(message, 'Run again')).toMatchObject({ outcome: 'acknowledged', what: 'run' })
    await slack.until(() => slack.channel('C0OPS').message(message.ts)?.edits)
    expect(slack.channel('C0OPS').message(message.ts)).toMatchObject({ text: 'running again', blocks: [] })
    expect(memberB.ephemerals('C0OPS').map(({ text }) => text)).toEqual(['on it'])
    expect(memberA.ephemerals('C0OPS')).toEqual([])
  })

  it('opens a modal, refuses an entry, then takes it', async () => {
    const input = {
      type: 'input' as const,
      block_id: 'why',
      label: { type: 'plain_text' as const, text: 'Why' },
      element: { type: 'plain_text_input' as const, action_id: 'reason' },
    }
    const title = { type: 'plain_text' as const, text: 'Drain node-3' }
    const seen: unknown[] = []
    const slack = await start(mode, (app) => {
      app.command('/k8s', async ({ ack, command, client }) => {
        await ack()
        const view = { type: 'modal' as const, callback_id: 'drain', title, submit: title, blocks: [input] }
        await client.views.open({ trigger_id: command.trigger_id, view })
      })
      app.view('drain', async ({ ack, view }) => {
        const reason = view.state.values['why']?.['reason']?.value ?? ''
        if (reason.length < 3) return ack({ response_action: 'errors', errors: { why: 'Say more' } })
        seen.push(reason)
        return ack()
      })
    })
    const memberA = slack.user('U0MEMBERA')
    await memberA.slash('/k8s drain node-3', ops)
    const view = await slack.until(() => memberA.modal())
    expect((await memberA.submit(view, { reason: 'a' })).errors).toEqual({ why: 'Say more' })
    expect(memberA.modal()?.id).toBe(view.id)
    expect((await memberA.submit(view, { reason: 'disk is full' })).failure).toBeUndefined()
    expect(seen).toEqual(['disk is full'])
    expect(memberA.modal()).toBeUndefined()
  })

  it('offers options as somebody types, and gets the choice', async () => {
    const menu = { type: 'external_select' as const, action_id: 'node', min_query_length: 1 }
    const chosen: unknown[] = []
    const slack = await start(mode, (app) => {
      app.command('/k8s', async ({ ack }) => {
        await ack({ text: 'Which node?', blocks: [{ type: 'actions', elements: [menu] }] })
      })
      app.options('node', async ({ ack, payload }) => {
        await ack({
          options: [{ text: { type: 'plain_text', text: `${payload.value}-3` }, value: `${payload.value}-3` }],
        })
      })
      app.action('node', async ({ ack, payload }) => {
        await ack()
        if (payload.type === 'external_select') chosen.push(payload.selected_option?.value)
      })
    })
    const memberA = slack.user('U0MEMBERA')
    await memberA.slash('/k8s diagnose', ops)
    const question = await slack.until(() => memberA.ephemerals('C0OPS')[0])
    expect((await memberA.suggest(question, 'node', 'node')).map((option) => option['value'])).toEqual(['node-3'])
    await memberA.choose(question, 'node', 'node-3')
    expect(chosen).toEqual(['node-3'])
  })

  it('hears direct messages and an opened Home tab, and publishes one', async () => {
    const slack = await start(mode, (app) => {
      app.message(async ({ message, say }) => {
        if (message.subtype === undefined) await say(`you said ${message.text}`)
      })
      app.event('app_home_opened', async ({ event, client }) => {
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'divider' }] } })
      })
    })
    const memberA = slack.user('U0MEMBERA')
    const { channel } = memberA.dm('help')
    await slack.until(() => slack.channel(channel).messages()[1])
    expect(slack.channel(channel).messages()[1]?.text).toBe('you said help')
    memberA.openHome()
    expect((await slack.until(() => memberA.home())).view['type']).toBe('home')
  })

  it('shares a file in a thread', async () => {
    const slack = await start(mode, (app) => {
      app.event('app_mention', async ({ event, client }) => {
        const file = { filename: 'node-3.txt', content: 'Ünknown\n', title: 'Full describe' }
        await client.filesUploadV2({
          channel_id: event.channel,
          thread_ts: event.ts,
          initial_comment: 'all of it',
          ...file,
        })
      })
    })
    const asked = slack.user('U0MEMBERA').mention('describe', ops)
    const [reply] = await slack.until(
      () => slack.channel('C0OPS').thread(asked.ts).length > 0 && slack.channel('C0OPS').thread(asked.ts),
    )
    expect(reply).toMatchObject({
      text: 'all of it',
      files: [{ name: 'node-3.txt', title: 'Full describe', content: 'Ünknown\n' }],
    })
  })

  it('acknowledges 200 commands at once', async () => {
    const slack = await start(mode, (app) => {
      app.command('/k8s', async ({ ack }) => ack())
    })
    const sent = Array.from({ length: 200 }, (_, n) => slack.user('U0MEMBERA').slash(`/k8s diagnose node-${n}`, ops))
    const outcomes = (await Promise.all(sent)).map(({ outcome }) => outcome)
    expect(outcomes.filter((outcome) => outcome === 'acknowledged')).toHaveLength(200)
  })
})
