import { describe, expect, it } from 'vitest'
import type { SlimEvent } from '../../src/collectors/event-list.ts'
import { eventsProvider } from '../../src/facts/events.ts'
import { podEventsProvider } from '../../src/facts/pod-events.ts'

function event(overrides: Partial<SlimEvent>): SlimEvent {
  return {
    name: 'node-3.1',
    type: 'Normal',
    reason: 'Starting',
    message: 'Starting kubelet.',
    reporter: 'kubelet',
    host: 'node-3',
    object: 'Node/node-3',
    objectUid: 'node-3',
    count: 1,
    firstAt: 1000,
    lastAt: 2000,
    ...overrides,
  }
}

function momentOf(overrides: Partial<SlimEvent>) {
  const data = { events: [event(overrides)], complete: true }
  return eventsProvider.facts({ source: 'events', startedAt: 0, finishedAt: 5, data })[0]?.moment
}

describe('the events provider', () => {
  it('keeps the Event as a fact with its name, for people to look it up', () => {
    const data = { events: [event({})], complete: true }
    expect(eventsProvider.facts({ source: 'events', startedAt: 0, finishedAt: 5, data })).toMatchObject([
      {
        kind: 'event',
        value: { reason: 'Starting', objectUid: 'node-3' },
        from: { ref: 'Event node-3.1 (Starting) about Node/node-3' },
      },
    ])
  })

  it('sees trouble in Events of type Normal', () => {
    expect(momentOf({ reason: 'NodeNotReady' })?.tone).toBe('abnormal')
    expect(momentOf({ reason: 'NodeHasDiskPressure' })?.tone).toBe('abnormal')
  })

  it('sees health in NodeReady only', () => {
    expect(momentOf({ reason: 'NodeReady' })?.tone).toBe('healthy')
    expect(momentOf({ reason: 'NodeHasSufficientMemory' })?.tone).toBe('neutral')
    expect(momentOf({ reason: 'RegisteredNode' })?.tone).toBe('neutral')
  })

  it('ignores the warnings of every kubelet start', () => {
    expect(momentOf({ type: 'Warning', reason: 'InvalidDiskCapacity' })?.tone).toBe('neutral')
    expect(momentOf({ type: 'Warning', reason: 'SomethingNew' })?.tone).toBe('abnormal')
  })

  it('tells a series as one line at its last occurrence', () => {
    expect(momentOf({ reason: 'ContainerGCFailed', count: 3, message: 'x' })).toEqual({
      at: 2000,
      text: 'ContainerGCFailed (×3): x',
      tone: 'abnormal',
    })
  })
})

describe('the pod-events provider', () => {
  it("lets a pod's own trouble not begin the node's", () => {
    const events = [
      event({ type: 'Warning', reason: 'BackOff', object: 'Pod/shop/web', message: 'restarting' }),
      event({ type: 'Warning', reason: 'Evicted', object: 'Pod/shop/web', message: 'low on disk' }),
    ]
    const data = { events, complete: true }
    const facts = podEventsProvider.facts({ source: 'pod-events', startedAt: 0, finishedAt: 5, data })
    expect(facts.map(({ moment }) => moment)).toMatchObject([
      { tone: 'neutral', text: 'Pod/shop/web: BackOff: restarting' },
      { tone: 'abnormal', text: 'Pod/shop/web: Evicted: low on disk' },
    ])
  })
})
