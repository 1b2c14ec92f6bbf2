import { describe, expect, it } from 'vitest'
import type { Workspace } from '../../src/playground/workspace/workspace.ts'
import { allMessages, buttonsOf, ops, verdictFor, whisperTo } from './slack-tools.ts'
import { bots } from './with-bot.ts'

const start = bots()

async function diagnosed(slack: Workspace, target = 'node-1') {
  await slack.user('U0MEMBERA').slash(`/k8s diagnose ${target}`, ops)
  return verdictFor(slack, 'U0MEMBERA')
}

const fileIn = (slack: Workspace) => slack.until(() => slack.channel('C0OPS').files()[0])

describe('buttons', () => {
  it('Run again diagnoses again, in the thread of the message', async () => {
    const { slack } = await start()
    const verdict = await diagnosed(slack)
    await slack.user('U0MEMBERB').click(verdict, 'Run again')
    const again = await verdictFor(slack, 'U0MEMBERB')
    expect(again.threadTs).toBe(verdict.ts)
    expect(slack.channel('C0OPS').messages()).toHaveLength(1)
  })

  it('Full describe brings what kubectl describe prints, as a file in the thread', async () => {
    const { slack } = await start()
    const verdict = await diagnosed(slack)
    await slack.user('U0MEMBERB').click(verdict, 'Full describe')
    const file = await fileIn(slack)
    expect(file.name).toBe('describe-node-node-1.txt')
    expect(file.content).toMatch(/^Name:\s+node-1\n/)
    expect(slack.channel('C0OPS').thread(verdict.ts).at(-1)?.files).toHaveLength(1)
  })

  it('Full describe says when the node is gone', async () => {
    const { slack, world } = await start()
    const verdict = await diagnosed(slack)
    world.inject('node-object-deleted', { node: 'node-1' })
    await world.clock.advanceAsync(1_000)
    await slack.user('U0MEMBERB').click(verdict, 'Full describe')
    const said = await slack.until(() =>
      slack
        .channel('C0OPS')
        .thread(verdict.ts)
        .find(({ text }) => text.includes('describe')),
    )
    expect(said.text).toContain('node-1')
    expect(slack.channel('C0OPS').files()).toEqual([])
  })

  it('Evidence brings everything that was read, without secrets', async () => {
    const { slack } = await start()
    await slack.user('U0MEMBERB').click(await diagnosed(slack), 'Evidence')
    const file = await fileIn(slack)
    expect(file.name).toBe('evidence-node-node-1.txt')
    expect(file.content).toContain('"renewedAt"')
  })

  it.each(['Run again', 'Full describe', 'Evidence'])(
    '%s of a run that is no longer kept offers a way on',
    async (button) => {
      const { slack } = await start()
      const verdict = await diagnosed(slack)
      const stale = {
        ...verdict,
        blocks: JSON.parse(JSON.stringify(verdict.blocks).replaceAll(/"value":"[^"]+"/g, '"value":"gone"')),
      }
      await slack.user('U0MEMBERA').click(stale, button)
      const said = await whisperTo(slack, 'U0MEMBERA')
      expect(said.text).toContain('I no longer have the result')
      expect((await slack.user('U0MEMBERA').suggest(said, 'choose_node', 'node-2')).length).toBe(1)
      await slack.user('U0MEMBERA').choose(said, 'choose_node', 'node-2')
      await slack.until(() => allMessages(slack).some(({ text }) => text.includes('node/node-2')))
    },
  )

  it('a control plane is not offered to be described', async () => {
    const { slack } = await start()
    expect(buttonsOf(await diagnosed(slack, 'control-plane'))).toEqual(['Run again', 'Evidence'])
  })
})

describe('nodes and status', () => {
  it('lists few nodes in the message, sick ones first', async () => {
    const { slack } = await start({
      async before(world) {
        world.inject('node-cordoned', { node: 'node-6' })
        await world.clock.advanceAsync(5_000)
      },
    })
    await slack.user('U0MEMBERA').slash('/k8s nodes', ops)
    const { text } = await whisperTo(slack, 'U0MEMBERA')
    const lines = text.split('\n')
    expect(lines[0]).toMatch(/^`production`: 9 nodes, \*1 not plainly Ready\* \(.* UTC\)$/)
    expect(lines[2]).toMatch(/^node-6 +Ready,SchedulingDisabled$/)
    expect(lines).toHaveLength(12)
  })

  it('shares many nodes as a file in a thread', async () => {
    const { slack } = await start({ world: { nodes: 40, podsPerNode: 0 } })
    await slack.user('U0MEMBERA').slash('/k8s nodes', ops)
    const file = await fileIn(slack)
    expect(file.content.trimEnd().split('\n')).toHaveLength(43)
    const [parent] = slack.channel('C0OPS').messages()
    expect(parent?.text).toContain('43 nodes, all Ready')
    expect(slack.channel('C0OPS').thread(parent?.ts ?? '')).toHaveLength(1)
  })

  it('answers a mention in the thread, for everybody there', async () => {
    const { slack } = await start()
    const mention = slack.user('U0MEMBERA').mention('status', ops)
    const [reply] = await slack.until(() => {
      const thread = slack.channel('C0OPS').thread(mention.ts)
      return thread.length > 0 && thread
    })
    expect(reply?.text.split('\n')).toEqual([
      expect.stringMatching(/^kubemedic \d+\.\d+\.\d+, connected by HTTP$/),
      'Queue: 0 running, 0 waiting. Without Redis, questions and results are lost when I restart.',
      'Cluster `production`: 9 nodes, all Ready',
    ])
  })

  it('says why a cluster cannot be read', async () => {
    const { slack, api } = await start()
    await api.close()
    await slack.user('U0MEMBERA').slash('/k8s nodes', ops)
    expect((await whisperTo(slack, 'U0MEMBERA')).text).toMatch(/^I cannot read the nodes of `production`: .*refused/i)
  })
})
