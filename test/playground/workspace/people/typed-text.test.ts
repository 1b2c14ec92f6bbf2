import { describe, expect, it } from 'vitest'
import { textField } from '../../../../src/playground/workspace/fields.ts'
import { workspaces } from '../with-workspace.ts'

const start = workspaces()

async function sent(line: string, shouldEscape: boolean): Promise<string | undefined> {
  const { slack } = await start({ app: { commands: [{ command: '/k8s', shouldEscape }] } })
  const { payload } = await slack.user('U0MEMBERA').slash(line, { channel: 'C0OPS' })
  return textField(payload, 'text')
}

describe('the text of a slash command', () => {
  it('escapes markup in any case', async () => {
    expect(await sent('/k8s a < b && c', false)).toBe('a &lt; b &amp;&amp; c')
  })

  it('names users, groups, channels and links with should_escape', async () => {
    expect(await sent('/k8s ask @member-b in #ops, see https://example.com/a?b', true)).toBe(
      'ask <@U0MEMBERB|member-b> in <#C0OPS|ops>, see <https://example.com/a?b>',
    )
    expect(await sent('/k8s wake @oncall', true)).toBe('wake <!subteam^S0ONCALL|@oncall>')
  })

  it('stays as typed without it', async () => {
    expect(await sent('/k8s ask @member-b in #ops', false)).toBe('ask @member-b in #ops')
  })

  it('leaves names alone that nobody has', async () => {
    expect(await sent('/k8s ask @nobody about node#3 at member-a@example.com', true)).toBe(
      'ask @nobody about node#3 at member-a@example.com',
    )
  })
})

describe("Slack's client", () => {
  it('offers no unknown command, no foreign channel, no archived one', async () => {
    const { slack } = await start()
    const memberA = slack.user('U0MEMBERA')
    await expect(memberA.slash('/docker ps', { channel: 'C0OPS' })).rejects.toThrow('/docker is not a command')
    await expect(slack.user('U0MEMBERB').slash('/k8s', { channel: 'C0SECRET' })).rejects.toThrow(
      'member-b is not in secret',
    )
    expect(() => memberA.say('hello', { channel: 'C0OLD' })).toThrow('old is archived')
  })

  it('has no button that is not there', async () => {
    const { slack } = await start()
    const memberA = slack.user('U0MEMBERA')
    const message = memberA.say('hello', { channel: 'C0OPS' })
    await expect(memberA.click(message, 'run')).rejects.toThrow('nothing to click called run')
  })
})
