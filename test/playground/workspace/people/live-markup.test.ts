import { describe, expect, it } from 'vitest'
import { liveMarkup } from '../../../../src/playground/workspace/render/live-markup.ts'
import { webClient } from '../bolt-app.ts'
import { workspaces } from '../with-workspace.ts'

const start = workspaces()

async function markupOf(text: string, hostile: string): Promise<readonly string[]> {
  const { slack } = await start()
  const richText = { type: 'rich_text_section' as const, elements: [{ type: 'text' as const, text: hostile }] }
  const blocks = [
    {
      type: 'section' as const,
      text: { type: 'mrkdwn' as const, text },
      fields: [{ type: 'plain_text' as const, text: hostile }],
    },
    { type: 'rich_text' as const, elements: [richText] },
  ]
  await webClient(slack).chat.postMessage({ channel: 'C0OPS', text, blocks })
  const [message] = slack.channel('C0OPS').messages()
  return message ? liveMarkup(message) : ['nothing was posted']
}

describe('live markup', () => {
  it('is found wherever mrkdwn is read', async () => {
    const real = '<!channel> <https://evil.example|node-3>'
    const once = ['<!channel>', '<https://evil.example|node-3>']
    expect(await markupOf(real, 'x')).toEqual([...once, ...once])
  })

  it('is not what is escaped, nor what stands in plain text', async () => {
    expect(await markupOf('&lt;!channel&gt; &lt;@U0MEMBERB&gt;', '<!channel> <@U0MEMBERB>')).toEqual([])
  })

  it('is a mention in rich text', async () => {
    const { slack } = await start()
    const elements = [
      { type: 'rich_text_section' as const, elements: [{ type: 'user' as const, user_id: 'U0MEMBERB' }] },
    ]
    await webClient(slack).chat.postMessage({ channel: 'C0OPS', text: 'a', blocks: [{ type: 'rich_text', elements }] })
    const [message] = slack.channel('C0OPS').messages()
    expect(message && liveMarkup(message)).toEqual(['user:U0MEMBERB'])
  })
})
