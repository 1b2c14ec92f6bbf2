import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createManualClock, followWallClock } from '../../../src/playground/cluster/manual-clock.ts'

describe('the manual clock', () => {
  it('stands still until it is advanced', () => {
    const clock = createManualClock(1_000)
    let ran = false
    clock.after(0, () => {
      ran = true
    })
    expect([clock.now(), ran]).toEqual([1_000, false])
    clock.advance(0)
    expect([clock.now(), ran]).toEqual([1_000, true])
  })

  it('runs every due task at its own time, in order of due time and then of scheduling', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 60 }), (delays) => {
        const clock = createManualClock(0)
        const ran: [number, number][] = []
        delays.forEach((delay, index) => {
          clock.after(delay, () => {
            expect(clock.now()).toBe(delay)
            ran.push([delay, index])
          })
        })
        clock.advance(50)
        const expected = delays
          .map((delay, index): [number, number] => [delay, index])
          .sort((a, b) => a[0] - b[0] || a[1] - b[1])
        expect(ran).toEqual(expected)
      }),
    )
  })

  it('runs tasks that a task schedules within the same advance', () => {
    const clock = createManualClock(0)
    const ran: number[] = []
    clock.after(10, () => clock.after(10, () => ran.push(clock.now())))
    clock.advance(25)
    expect(ran).toEqual([20])
    expect(clock.now()).toBe(25)
  })

  it('does not run cancelled tasks', () => {
    const clock = createManualClock(0)
    const ran: string[] = []
    const cancel = clock.after(5, () => ran.push('cancelled'))
    const cancelPeriodic = clock.every(2, () => {
      ran.push(`at ${clock.now()}`)
      if (clock.now() === 4) cancelPeriodic()
    })
    cancel()
    clock.advance(20)
    expect(ran).toEqual(['at 2', 'at 4'])
  })

  it('does not go back', () => {
    const clock = createManualClock(100)
    clock.advanceTo(50)
    expect(clock.now()).toBe(100)
  })

  it('lets awaited answers arrive on the way when it advances in steps', async () => {
    const clock = createManualClock(0)
    const arrived: number[] = []
    async function ask(): Promise<void> {
      await new Promise<void>((resolve) => clock.after(100, resolve))
      await new Promise<void>((resolve) => clock.after(100, resolve))
      arrived.push(clock.now())
    }
    const asking = ask()
    await clock.advanceAsync(300, 10)
    await asking
    expect(arrived[0]).toBeLessThanOrEqual(220)
  })

  it('follows wall time at a rate, until it is let go', async () => {
    const clock = createManualClock(0)
    const stop = followWallClock(clock, { rate: 1_000, everyMs: 1 })
    await new Promise<void>((resolve) => clock.after(5_000, resolve))
    stop()
    expect(clock.now()).toBeGreaterThanOrEqual(5_000)
    const stoppedAt = clock.now()
    await new Promise((resolve) => setImmediate(resolve))
    expect(clock.now()).toBe(stoppedAt)
  })
})
