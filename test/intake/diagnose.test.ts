import { describe, expect, it } from 'vitest'
import type { World } from '../../src/playground/cluster/world.ts'
import { allMessages, buttonsOf, ops, verdictFor, verdicts, whisperTo } from './slack-tools.ts'
import { bots } from './with-bot.ts'

const start = bots()

async function stopKubelet(world: World): Promise<void> {
  world.inject('kubelet-stopped', { node: 'node-3' })
  await world.clock.advanceAsync(300_000)
}

describe.each(['http', 'socket'] as const)('/k8s diagnose over %s', (mode) => {
  it('goes from a slash command to findings in a thread', async () => {
    const { slack, logged } = await start({ mode, before: stopKubelet })
    const { outcome, answer } = await slack.user('U0MEMBERA').slash('/k8s diagnose node-3', ops)
    expect({ outcome, answer }).toEqual({ outcome: 'acknowledged', answer: '' })
    const parent = await verdictFor(slack, 'U0MEMBERA')
    const [first] = await slack.until(() => {
      const thread = slack.channel('C0OPS').thread(parent.ts)
      return thread.length > 0 && thread
    })
    expect(parent.text).toContain('CRITICAL node/node-3')
    expect(parent.text.split('\n')).toHaveLength(2)
    expect(buttonsOf(parent)).toEqual(['Run again', 'Full describe', 'Evidence'])
    expect(first?.text).toContain('kubelet.stopped')
    expect(slack.channel('C0OPS').messages()).toHaveLength(1)
    expect(parent.metadata).toMatchObject({ event_type: 'kubemedic_message' })
    expect(logged).toEqual([])
  })

  it('answers a mention inside a thread in that thread', async () => {
    const { slack } = await start({ mode, before: stopKubelet })
    const memberA = slack.user('U0MEMBERA')
    const root = memberA.say('node-3 looks bad', ops)
    memberA.mention('diagnose node-3', { ...ops, thread: root.ts })
    const parent = await verdictFor(slack, 'U0MEMBERA')
    await slack.until(() => slack.channel('C0OPS').thread(root.ts).length >= 3)
    expect(parent.threadTs).toBe(root.ts)
    expect(slack.channel('C0OPS').messages()).toHaveLength(1)
  })
})

describe('/k8s diagnose', () => {
  it('gives everybody who asks the same the answer in a thread of their own', async () => {
    const { slack, api } = await start({ before: stopKubelet })
    api.disturbances.add({ effect: { kind: 'latency', ms: 300 }, path: /^\/api\/v1\/nodes\/node-3$/ })
    const asked = ['U0MEMBERA', 'U0MEMBERB', 'U0ADMIN']
    await Promise.all(asked.map((user) => slack.user(user).slash('/k8s diagnose node-3', ops)))
    const parents = await Promise.all(asked.map((user) => verdictFor(slack, user)))
    for (const { ts } of parents) await slack.until(() => slack.channel('C0OPS').thread(ts).length > 0)
    expect(new Set(parents.map(({ ts }) => ts)).size).toBe(3)
    expect(new Set(parents.map(({ text }) => text)).size).toBe(1)
    const runs = parents.map(
      ({ blocks }) => /"action_id":"evidence","value":"([^"]+)"/.exec(JSON.stringify(blocks))?.[1],
    )
    expect(new Set(runs).size).toBe(1)
  })

  it('answers a mention in the channel in a thread below it', async () => {
    const { slack } = await start()
    const mention = slack.user('U0MEMBERA').mention('diagnose node-1', ops)
    expect((await verdictFor(slack, 'U0MEMBERA')).threadTs).toBe(mention.ts)
  })

  it('answers direct messages', async () => {
    const { slack } = await start()
    const { channel } = slack.user('U0MEMBERA').dm('Diagnose node-1')
    expect((await verdictFor(slack, 'U0MEMBERA', channel)).text).toContain('node/node-1')
  })

  it('leaves thanks in a thread of a direct message alone', async () => {
    const { slack } = await start()
    const memberA = slack.user('U0MEMBERA')
    const { channel } = memberA.dm('diagnose node-1')
    const { ts } = await verdictFor(slack, 'U0MEMBERA', channel)
    await slack.until(() => slack.channel(channel).thread(ts).length > 0)
    const before = allMessages(slack, channel).length
    memberA.say('thanks!', { channel, thread: ts })
    memberA.say('help', { channel, thread: ts })
    await slack.until(() => allMessages(slack, channel).length === before + 3)
    expect(allMessages(slack, channel).at(-1)?.text).toContain('diagnose')
    expect(memberA.ephemerals(channel)).toEqual([])
  })

  it('diagnoses several targets, each in a message of its own', async () => {
    const { slack } = await start()
    await slack.user('U0MEMBERA').slash('/k8s diagnose node-1 node-2 control-plane', ops)
    const shown = await slack.until(() => verdicts(slack).length === 3 && verdicts(slack))
    expect(shown.map(({ text }) => /node\/node-\d|control-plane/.exec(text)?.[0])).toEqual([
      'node/node-1',
      'node/node-2',
      'control-plane',
    ])
  })

  it('completes the beginning of a name, and forgives case, prefix, quotes and dashes', async () => {
    const { slack } = await start({ world: { nodes: 12 } })
    await slack.user('U0MEMBERA').slash('/k8s Diagnose “Nodes/NODE–12”', ops)
    expect((await verdictFor(slack, 'U0MEMBERA')).text).toContain('node/node-12')
    await slack.user('U0MEMBERB').slash('/k8s diagnose node node-1', ops)
    expect((await verdictFor(slack, 'U0MEMBERB')).text).toContain('node/node-1:')
  })

  it('diagnoses the typed name when the cluster gives no list of nodes', async () => {
    const { slack, api } = await start({ before: stopKubelet })
    await api.close()
    await slack.user('U0MEMBERA').slash('/k8s diagnose node-3', ops)
    const parent = await verdictFor(slack, 'U0MEMBERA')
    expect(parent.text).toContain('node/node-3')
  })

  it('asks in the cluster that was named', async () => {
    const { slack } = await start({ clusters: ['staging'] })
    await slack.user('U0MEMBERA').slash('/k8s diagnose node-1 in staging', ops)
    expect(JSON.stringify((await verdictFor(slack, 'U0MEMBERA')).blocks)).toContain('cluster staging')
    await slack.user('U0MEMBERA').slash('/k8s diagnose node-1 in stagin', ops)
    expect((await whisperTo(slack, 'U0MEMBERA')).text).toContain('Did you mean `staging`?')
  })
})
