import { describe, expect, it } from 'vitest'
import { textField } from '../../../../src/playground/workspace/fields.ts'
import { errorOf, failureOf, webClient } from '../bolt-app.ts'
import { workspaces } from '../with-workspace.ts'

const start = workspaces()
const plain = (text: string) => ({ type: 'plain_text' as const, text })
const modal = (title = 'Drain') => ({
  type: 'modal' as const,
  title: plain(title),
  blocks: [{ type: 'divider' as const }],
})

/** Slash commands give a trigger id even when no app listens. */
async function ready() {
  const { slack, clock } = await start()
  const memberA = slack.user('U0MEMBERA')
  async function trigger(): Promise<string> {
    const { payload } = await memberA.slash('/k8s nodes', { channel: 'C0OPS' })
    return textField(payload, 'trigger_id') ?? ''
  }
  return { slack, clock, memberA, trigger, views: webClient(slack).views }
}

describe('a trigger id', () => {
  it('opens one view', async () => {
    const { memberA, trigger, views } = await ready()
    const trigger_id = await trigger()
    await views.open({ trigger_id, view: modal() })
    expect(memberA.modal()?.view).toMatchObject({ type: 'modal', title: plain('Drain') })
    expect(await errorOf(views.open({ trigger_id, view: modal() }))).toBe('exchanged_trigger_id')
  })

  it('lives three seconds', async () => {
    const { clock, trigger, views } = await ready()
    const [first, second] = [await trigger(), await trigger()]
    clock.advance(3_000)
    expect((await views.open({ trigger_id: first, view: modal() })).ok).toBe(true)
    clock.advance(1)
    expect(await errorOf(views.open({ trigger_id: second, view: modal() }))).toBe('expired_trigger_id')
  })

  it('must have come from Slack', async () => {
    const { views } = await ready()
    expect(await errorOf(views.open({ trigger_id: '1.2.3', view: modal() }))).toBe('invalid_trigger_id')
  })

  it('is not used up by a view that Slack refuses', async () => {
    const { trigger, views } = await ready()
    const trigger_id = await trigger()
    const failure = await failureOf(views.open({ trigger_id, view: modal('x'.repeat(25)) }))
    expect(failure.error).toBe('invalid_arguments')
    expect(failure.response_metadata?.messages).toEqual([
      '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
    ])
    expect((await views.open({ trigger_id, view: modal() })).ok).toBe(true)
  })
})

describe('views', () => {
  it('are stacked three high', async () => {
    const { memberA, trigger, views } = await ready()
    await views.open({ trigger_id: await trigger(), view: modal('one') })
    await views.push({ trigger_id: await trigger(), view: modal('two') })
    await views.push({ trigger_id: await trigger(), view: modal('three') })
    expect(await errorOf(views.push({ trigger_id: await trigger(), view: modal('four') }))).toBe('push_limit_reached')
    expect(memberA.modal()?.view).toMatchObject({ title: plain('three') })
  })

  it('are updated only with the newest hash', async () => {
    const { memberA, trigger, views } = await ready()
    const { view } = await views.open({ trigger_id: await trigger(), view: modal('one') })
    const stale = { view_id: view?.id ?? '', hash: view?.hash ?? '' }
    await views.update({ ...stale, view: modal('two') })
    expect(await errorOf(views.update({ ...stale, view: modal('three') }))).toBe('hash_conflict')
    expect(memberA.modal()?.view).toMatchObject({ title: plain('two') })
    expect(await errorOf(views.update({ view_id: 'V0NONE', view: modal() }))).toBe('not_found')
  })

  it('are at most 250 kB', async () => {
    const { trigger, views } = await ready()
    const section = { type: 'section' as const, text: plain('x'.repeat(3000)) }
    const blocks = Array.from({ length: 90 }, () => section)
    expect(await errorOf(views.open({ trigger_id: await trigger(), view: { ...modal(), blocks } }))).toBe(
      'view_too_large',
    )
  })

  it('are published as a Home tab', async () => {
    const { slack, memberA, views } = await ready()
    await views.publish({ user_id: 'U0MEMBERA', view: { type: 'home', blocks: [] } })
    expect(memberA.home()?.view).toMatchObject({ type: 'home' })
    expect(slack.user('U0MEMBERB').home()).toBeUndefined()
    expect(await errorOf(views.publish({ user_id: 'U0MEMBERA', view: modal() as never }))).toBe('invalid_arguments')
  })

  it('close for the app only if it asked to hear of it', async () => {
    const { slack, memberA, trigger, views } = await ready()
    await views.open({ trigger_id: await trigger(), view: { ...modal(), notify_on_close: true, callback_id: 'drain' } })
    const view = memberA.modal()
    if (view) await memberA.close(view)
    expect(memberA.modal()).toBeUndefined()
    expect(slack.interactions().at(-1)).toMatchObject({ kind: 'view_closed', what: 'drain' })
  })
})
