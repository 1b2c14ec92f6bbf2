import { describe, expect, it } from 'vitest'
import { buttonsOf, ops, verdictFor, whisperTo } from './slack-tools.ts'
import { bots } from './with-bot.ts'

const start = bots()

describe('wrong input', () => {
  it.each([
    ['/k8s', 'I say why a Kubernetes node'],
    ['/k8s help', '`/k8s diagnose &lt;node&gt;'],
    ['/k8s diagnos node-1', 'Did you mean `/k8s diagnose node-1`?'],
    ['/k8s node-1', 'Did you mean `/k8s diagnose node-1`?'],
    ['/k8s diagnose a b c d', 'at most 3 targets'],
    ['/k8s diagnose node-1 in nowhere', 'I know no cluster `nowhere`. I know `production`.'],
    ['/k8s nodes in nowhere', 'I know no cluster `nowhere`'],
    ['/k8s diagnose pod/default/web', 'a target is node/&lt;name&gt;, control-plane or cluster'],
    ['/k8s diagnose <!channel>', 'cannot be a node name'],
    ['/k8s diagnose <!subteam^S0ONCALL|@oncall>', 'cannot be a node name'],
  ])('%s is answered helpfully, to the person alone', async (line, words) => {
    const { slack } = await start()
    expect((await slack.user('U0MEMBERA').slash(line, ops)).outcome).toBe('acknowledged')
    const { text } = await whisperTo(slack, 'U0MEMBERA')
    expect(text).toContain(words)
    expect(text).not.toMatch(/<!|<@U0MEMBERA>|<http/)
    expect(slack.channel('C0OPS').messages()).toEqual([])
  })

  it('a name that several nodes begin with offers them, and a menu of all', async () => {
    const { slack } = await start()
    const memberA = slack.user('U0MEMBERA')
    await memberA.slash('/k8s diagnose node', ops)
    const question = await whisperTo(slack, 'U0MEMBERA')
    expect(question.text).toBe('6 nodes of `production` begin with `node`. Which one?')
    expect(buttonsOf(question)).toEqual(['node-1', 'node-2', 'node-3', 'node-4', 'node-5'])
    await memberA.click(question, 'node-2')
    expect((await verdictFor(slack, 'U0MEMBERA')).text).toContain('node/node-2')
  })

  it('a name with a slip offers the nearest names', async () => {
    const { slack } = await start()
    await slack.user('U0MEMBERA').slash('/k8s diagnose nod_3', ops)
    const question = await whisperTo(slack, 'U0MEMBERA')
    expect(question.text).toContain('There is no node `nod-3` in `production`. Did you mean one of these?')
    expect(buttonsOf(question)).toContain('node-3')
  })

  it('a name that nothing is near can be diagnosed anyway, for the node may have been deleted', async () => {
    const { slack } = await start()
    const memberA = slack.user('U0MEMBERA')
    await memberA.slash('/k8s diagnose old-machine-77', ops)
    const question = await whisperTo(slack, 'U0MEMBERA')
    expect(buttonsOf(question)).toEqual(['old-machine-77 anyway'])
    await memberA.click(question, 'old-machine-77 anyway')
    await slack.until(() => slack.channel('C0OPS').messages()[0])
    expect(slack.channel('C0OPS').messages()[0]?.text).toContain('node/old-machine-77')
  })

  it('no name offers sick nodes first, in buttons and in the menu', async () => {
    const { slack } = await start({
      async before(world) {
        world.inject('kubelet-stopped', { node: 'node-5' })
        await world.clock.advanceAsync(300_000)
      },
    })
    const memberA = slack.user('U0MEMBERA')
    await memberA.slash('/k8s diagnose', ops)
    const question = await whisperTo(slack, 'U0MEMBERA')
    expect(buttonsOf(question)).toEqual(['node-5 · NotReady'])
    const all = await memberA.suggest(question, 'choose_node', '')
    expect(all[0]).toMatchObject({ value: 'node-5', text: { text: 'node-5 · NotReady' } })
    expect(all).toHaveLength(9)
    const typed = await memberA.suggest(question, 'choose_node', 'Node–4')
    expect(typed.map((option) => option['value'])).toEqual(['node-4'])
    await memberA.choose(question, 'choose_node', 'node-4')
    expect((await verdictFor(slack, 'U0MEMBERA')).text).toContain('node/node-4')
  })

  it('a mention without words gets the help, in the thread', async () => {
    const { slack } = await start()
    const mention = slack.user('U0MEMBERA').mention('', ops)
    const [help] = await slack.until(() => {
      const thread = slack.channel('C0OPS').thread(mention.ts)
      return thread.length > 0 && thread
    })
    expect(help?.text).toContain('I say why')
  })

  it('a mention with a slip inside a thread is answered there, to the person alone', async () => {
    const { slack } = await start()
    const memberA = slack.user('U0MEMBERA')
    const root = memberA.say('what is wrong?', ops)
    memberA.mention('diagnose nod-3', { ...ops, thread: root.ts })
    const question = await whisperTo(slack, 'U0MEMBERA')
    expect(question).toMatchObject({ threadTs: root.ts })
    await memberA.click(question, 'node-3')
    expect((await verdictFor(slack, 'U0MEMBERA')).threadTs).toBe(root.ts)
  })

  it('a mention with a slip outside threads is answered outside, for whispers into empty threads are not shown', async () => {
    const { slack } = await start()
    slack.user('U0MEMBERA').mention('diagnose nod-3', ops)
    expect((await whisperTo(slack, 'U0MEMBERA')).threadTs).toBeUndefined()
  })
})
