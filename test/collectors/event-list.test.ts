import { describe, expect, it } from 'vitest'
import { slimEvent } from '../../src/collectors/event-list.ts'

describe('slimEvent', () => {
  it('reads a new-style Event with its series', () => {
    const event = {
      metadata: { name: 'web.1', creationTimestamp: '2026-11-23T18:58:59Z' },
      type: 'Warning',
      reason: 'FailedScheduling',
      reportingComponent: 'default-scheduler',
      reportingInstance: 'default-scheduler-vm',
      eventTime: '2026-11-23T18:58:59.860476Z',
      firstTimestamp: null,
      lastTimestamp: null,
      series: { count: 2, lastObservedTime: '2026-11-23T18:59:08.727409Z' },
      involvedObject: { kind: 'Pod', namespace: 'shop', name: 'web', uid: 'u' },
    }
    expect(slimEvent(event)).toMatchObject({
      reporter: 'default-scheduler',
      host: 'default-scheduler-vm',
      object: 'Pod/shop/web',
      count: 2,
      firstAt: Date.UTC(2026, 10, 23, 18, 58, 59, 860),
      lastAt: Date.UTC(2026, 10, 23, 18, 59, 8, 727),
    })
  })

  it('falls back to the time of creation', () => {
    const created = { metadata: { creationTimestamp: '2026-11-23T18:58:59Z' } }
    expect(slimEvent(created)).toMatchObject({ firstAt: Date.UTC(2026, 10, 23, 18, 58, 59), count: 1, type: 'Normal' })
  })

  it('makes one bounded line of a message', () => {
    expect(slimEvent({ message: `a\n\tb ${'x'.repeat(5000)}` }).message).toMatch(/^a b x{990,996}…$/)
  })
})
