import { describe, expect, it } from 'vitest'
import type { Fact, Moment } from '../../src/diagnosis/fact.ts'
import { timelineOf as timeline } from '../../src/diagnosis/timeline.ts'

function moment(at: number, tone: Moment['tone'], text = `${tone} ${at}`, ref = ''): Fact {
  const value = { unschedulable: true } as const
  return { kind: 'nodeCordoned', value, from: { source: 'events', readAt: 0, ref }, moment: { at, text, tone } }
}

/** The timeline where everything read at the empty place is evidence. */
const timelineOf = (facts: readonly Fact[]) => timeline(facts, [{ source: 'events', readAt: 0, ref: '' }])

describe('timeline', () => {
  it('begins at the first abnormal line after the last healthy one', () => {
    const entries = timelineOf([
      moment(40, 'abnormal'),
      moment(10, 'abnormal'),
      moment(30, 'abnormal'),
      moment(20, 'healthy'),
    ])
    expect(entries.map(({ at, first }) => [at, first])).toEqual([
      [10, false],
      [20, false],
      [30, true],
      [40, false],
    ])
  })

  it('has no beginning when all is healthy again', () => {
    expect(timelineOf([moment(10, 'abnormal'), moment(20, 'healthy')]).some(({ first }) => first)).toBe(false)
  })

  it('begins with what the root cause rests on, not with another trouble', () => {
    const entries = timelineOf([moment(10, 'abnormal', 'the scheduler stopped', 'other'), moment(20, 'abnormal')])
    expect(entries.map(({ first }) => first)).toEqual([false, true])
    expect(timelineOf([moment(10, 'abnormal', 'the scheduler stopped', 'other')])[0]?.first).toBe(false)
  })

  it('begins with the first Event of the reason that a finding quotes the last of', () => {
    const ref = (name: string) => `Event web.${name} (FailedCreatePodSandBox) about Pod/shop/web`
    const events = [moment(10, 'abnormal', 'first', ref('1')), moment(20, 'abnormal', 'last', ref('2'))]
    const entries = timeline(events, [{ source: 'events', readAt: 0, ref: ref('2') }])
    expect(entries.map(({ first }) => first)).toEqual([true, false])
  })

  it('says the same thing once', () => {
    expect(timelineOf([moment(10, 'neutral', 'cordoned'), moment(10, 'neutral', 'cordoned')])).toHaveLength(1)
  })

  it('keeps the first and the last of lines that differ in an id only', () => {
    const ids = ['a', 'b', 'c'].map((digit) => digit.repeat(64))
    const entries = timelineOf(ids.map((id, index) => moment(index, 'abnormal', `sandbox "${id}" failed`)))
    expect(entries.map(({ at, text, first }) => [at, text, first])).toEqual([
      [0, 'sandbox "aaaaaaaa…" failed', true],
      [2, 'sandbox "cccccccc…" failed (3 times)', false],
    ])
  })

  it('keeps the beginning however long ago it was', () => {
    const flood = Array.from({ length: 500 }, (_, index) => moment(1000 + index, 'abnormal'))
    const entries = timelineOf([moment(1, 'abnormal', 'it began'), ...flood])
    expect(entries[0]).toMatchObject({ text: 'it began', first: true })
    expect(entries.length).toBeLessThan(70)
  })
})
