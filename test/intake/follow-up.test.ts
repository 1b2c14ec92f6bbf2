import { describe, expect, it } from 'vitest'
import { createFollowUp } from '../../src/intake/follow-up.ts'
import { createSeen } from '../../src/intake/seen.ts'
import { createManualClock } from '../../src/playground/cluster/manual-clock.ts'

describe('createFollowUp', () => {
  function setUp() {
    const clock = createManualClock(0)
    const followUp = createFollowUp(clock)
    const done: number[] = []
    const ask = (name: number) =>
      followUp.later(async () => {
        done.push(name)
      })
    return { clock, followUp, done, ask }
  }

  it('waits for the end of a burst, then does everything in order', async () => {
    const { clock, done, ask } = setUp()
    for (const name of [1, 2, 3]) {
      ask(name)
      await clock.advanceAsync(10, 10)
      expect(done).toEqual([])
    }
    await clock.advanceAsync(5, 5)
    expect(done).toEqual([1, 2, 3])
  })

  it('does not wait for ever where requests never cease', async () => {
    const { clock, done, ask } = setUp()
    for (let name = 0; name < 30; name += 1) {
      ask(name)
      await clock.advanceAsync(10, 10)
    }
    expect(done.length).toBeGreaterThan(20)
  })

  it('is done when nothing waits or runs', async () => {
    const { clock, followUp, done, ask } = setUp()
    await followUp.done()
    ask(1)
    const finished = followUp.done().then(() => done.push(99))
    await clock.advanceAsync(15, 15)
    await finished
    expect(done).toEqual([1, 99])
  })
})

describe('createSeen', () => {
  it('knows an id for a quarter of an hour', () => {
    const clock = createManualClock(0)
    const isNew = createSeen(clock)
    expect([isNew('a'), isNew('a'), isNew('b')]).toEqual([true, false, true])
    clock.advance(14 * 60_000)
    expect(isNew('a')).toBe(false)
    clock.advance(60_000)
    expect(isNew('a')).toBe(true)
  })
})
