import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../src/playground/cluster/manual-clock.ts'
import { ops } from './slack-tools.ts'
import { bots } from './with-bot.ts'

const start = bots()

describe.each(['http', 'socket'] as const)('two hundred commands at once over %s', (mode) => {
  it('are acknowledged one and all, with nothing in the acknowledgement', async () => {
    // Slack's three seconds stand still: how long it takes is for a benchmark to say.
    const clock = createManualClock(Date.now())
    const { slack, logged } = await start({ mode, workspace: { clock, rateLimits: false } })
    const sent = Array.from({ length: 200 }, (_, index) =>
      slack.user('U0MEMBERA').slash(`/k8s diagnose node-${(index % 6) + 1}`, ops),
    )
    const answers = await Promise.all(sent)
    expect(answers.filter(({ outcome, answer }) => outcome === 'acknowledged' && answer === '')).toHaveLength(200)
    expect(answers.filter(({ ackMs }) => ackMs !== undefined && ackMs >= 0)).toHaveLength(200)
    expect(logged).toEqual([])
  })
})
