import type { KnownBlock } from '@slack/types'
import { describe, expect, it } from 'vitest'
import type { Workspace } from '../../../../src/playground/workspace/workspace.ts'
import { webClient } from '../bolt-app.ts'
import { workspaces } from '../with-workspace.ts'

const start = workspaces()
const channel = 'C0OPS'
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text })
const plain = (text: string) => ({ type: 'plain_text' as const, text })

async function shown(blocks: readonly KnownBlock[], width?: number): Promise<readonly string[]> {
  const { slack } = await start()
  await webClient(slack).chat.postMessage({ channel, text: 'fallback', blocks: [...blocks] })
  return body(slack, width)
}

/** The lines under the heading of the first message. */
function body(slack: Workspace, width?: number): readonly string[] {
  return slack.renderChannel(channel, { width }).trimEnd().split('\n').slice(3)
}

describe('a channel in plain text', () => {
  it('shows who said what, threads under their parent, and what only one sees', async () => {
    const { slack, clock } = await start()
    const { chat, filesUploadV2 } = webClient(slack)
    const memberA = slack.user('U0MEMBERA')
    const asked = memberA.mention('diagnose node-3', { channel })
    clock.advance(2_000)
    await chat.postMessage({ channel, text: 'looking', thread_ts: asked.ts })
    await chat.postEphemeral({ channel, user: 'U0MEMBERB', text: 'only member-b' })
    clock.advance(1_000)
    await filesUploadV2.call(webClient(slack), {
      channel_id: channel,
      thread_ts: asked.ts,
      filename: 'a.txt',
      content: 'abc',
      title: 'Evidence',
    })
    memberA.react(asked, 'eyes')
    expect(slack.renderChannel(channel)).toBe(
      [
        '#ops',
        '',
        '12:00:00  member-a',
        '  @kubemedic diagnose node-3',
        '  :eyes: 1',
        '  │',
        '  │ 12:00:02  kubemedic (app)',
        '  │   looking',
        '  │',
        '  │ 12:00:03  kubemedic (app)',
        '  │   📎 Evidence (a.txt), 3 bytes',
        '',
        '12:00:02  kubemedic (app), only visible to member-b',
        '  only member-b',
        '',
      ].join('\n'),
    )
    expect(slack.renderChannel(channel, { viewer: 'U0MEMBERA' })).not.toContain('only member-b')
  })

  it('shows blocks instead of the fallback text', async () => {
    const text = mrkdwn('*node-3* is `NotReady` &amp; _silent_')
    const button = (label: string) => ({ type: 'button' as const, action_id: label, text: plain(label) })
    expect(
      await shown([
        { type: 'header', text: plain(':red_circle: Kubelet down') },
        { type: 'section', text, fields: [mrkdwn('*Since*\n12:00')] },
        { type: 'divider' },
        { type: 'context', elements: [mrkdwn('by <@U0MEMBERA>'), plain('just now')] },
        { type: 'actions', elements: [button('Run again'), button('Evidence')] },
      ]),
    ).toEqual([
      '  🔴 KUBELET DOWN',
      '  node-3 is `NotReady` & silent',
      '  Since',
      '  12:00',
      '  ────────',
      '  by @member-a  just now',
      '  [ Run again ] [ Evidence ]',
    ])
  })

  it('shows mentions that really are mentions, and names that only look like them', async () => {
    const real = '<!channel> <@U0MEMBERB> <#C0OPS> <!subteam^S0ONCALL> <https://a.example|here>'
    expect(await shown([{ type: 'section', text: mrkdwn(real) }])).toEqual([
      '  @channel @member-b #ops @oncall here (https://a.example)',
    ])
    expect(await shown([{ type: 'section', text: mrkdwn('&lt;!channel&gt;') }])).toEqual(['  <!channel>'])
  })

  it('leaves underscores and stars inside words, and code as it is', async () => {
    const text = mrkdwn('kube_proxy_mode 2*3*4\n```\n*kubelet* is <b>\n```')
    expect(await shown([{ type: 'section', text }])).toEqual(['  kube_proxy_mode 2*3*4', '  *kubelet* is <b>'])
  })

  it('aligns tables and lists', async () => {
    const cell = (text: string) => ({ type: 'raw_text' as const, text })
    const item = (text: string) => ({ type: 'rich_text_section' as const, elements: [{ type: 'text' as const, text }] })
    expect(
      await shown([
        {
          type: 'table',
          rows: [
            [cell('node'), cell('ready')],
            [cell('node-10'), cell('False')],
          ],
        },
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_list', style: 'ordered', elements: [item('look'), item('fix')] }],
        },
      ]),
    ).toEqual(['  node     ready', '  node-10  False', '  1. look', '  2. fix'])
  })

  it('shows emoji, code and deeper lists in rich text as a person sees them', async () => {
    const text = (words: string) => ({ type: 'text' as const, text: words })
    const item = (words: string) => ({ type: 'rich_text_section' as const, elements: [text(words)] })
    expect(
      await shown([
        {
          type: 'rich_text',
          elements: [
            { type: 'rich_text_section', elements: [{ type: 'emoji', name: 'red_circle' }, text(' node-3')] },
            { type: 'rich_text_preformatted', elements: [text('systemctl status kubelet')] },
            { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [item('inactive')] },
          ],
        },
      ]),
    ).toEqual(['  🔴 node-3', '      systemctl status kubelet', '    • inactive'])
  })

  it('wraps at the width of a phone', async () => {
    const lines = await shown(
      [{ type: 'section', text: mrkdwn('The kubelet on node-3 has not written its Lease for 95 seconds.') }],
      30,
    )
    expect(lines).toEqual(['  The kubelet on node-3 has', '  not written its Lease for 95', '  seconds.'])
  })
})
