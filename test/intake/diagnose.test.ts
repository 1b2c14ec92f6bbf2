import { describe, expect, it } from 'vitest'
import type { World } from '../../src/playground/cluster/world.ts'
import { bots } from './with-bot.ts'

const start = bots()
const ops = { channel: 'C0OPS' }

async function stopKubelet(world: World): Promise<void> {
  world.inject('kubelet-stopped', { node: 'node-3' })
  await world.clock.advanceAsync(300_000)
}

describe.each(['http', 'socket'] as const)('/k8s diagnose over %s', (mode) => {
  it('goes from a slash command to findings in a thread', async () => {
    const { slack } = await start({ mode, before: stopKubelet })
    const { outcome, answer } = await slack.user('U0ADA').slash('/k8s diagnose node-3', ops)
    expect({ outcome, answer }).toEqual({ outcome: 'acknowledged', answer: '' })
    const parent = await slack.until(() =>
      slack
        .channel('C0OPS')
        .messages()
        .find(({ text }) => text.includes('CRITICAL')),
    )
    await slack.until(() => slack.channel('C0OPS').thread(parent.ts).length > 0)
    expect(slack.channel('C0OPS').messages()).toHaveLength(1)
    console.log(slack.renderChannel('C0OPS'))
  })
})
