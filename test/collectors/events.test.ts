import { describe, expect, it } from 'vitest'
import { eventsCollector } from '../../src/collectors/events.ts'
import { collectFrom, fixtureJson } from './recorded-reader.ts'

const path = '/api/v1/events?fieldSelector=involvedObject.kind%3DNode%2CinvolvedObject.name%3Drig-node-1&limit=500'
const target = { kind: 'node', name: 'rig-node-1' } as const

function eventAt(second: number): object {
  const time = new Date(Date.UTC(2026, 10, 23, 12, 0, second)).toISOString()
  return { metadata: { name: `rig-node-1.${second}` }, reason: 'Starting', firstTimestamp: time, lastTimestamp: time }
}

function list(items: readonly object[], next = ''): { kind: string } {
  return { kind: 'EventList', metadata: { continue: next }, items } as { kind: string }
}

describe('the events collector', () => {
  it('keeps of recorded Events what rules read, newest last', async () => {
    const { events, complete } = await collectFrom(
      eventsCollector,
      { [path]: fixtureJson('node/kubelet-stopped-75s.events.json') },
      target,
    )
    expect(complete).toBe(true)
    expect(events.at(-1)).toEqual({
      name: 'rig-node-1.18eac2a6f0071d5b',
      type: 'Normal',
      reason: 'NodeNotReady',
      message: 'Node rig-node-1 status is now: NodeNotReady',
      reporter: 'node-controller',
      host: '',
      object: 'Node/rig-node-1',
      objectUid: 'db688a04-e5a8-4bdf-8967-c7abfd70a576',
      count: 1,
      firstAt: Date.UTC(2026, 10, 23, 19, 17, 3),
      lastAt: Date.UTC(2026, 10, 23, 19, 17, 3),
    })
  })

  it('keeps the newest of many, although the server lists the oldest first', async () => {
    const seconds = Array.from({ length: 500 }, (_, index) => index)
    const { events, complete } = await collectFrom(
      eventsCollector,
      {
        [path]: list(seconds.map(eventAt), 'a'),
        [`${path}&continue=a`]: list(
          seconds.map((second) => eventAt(500 + second)),
          'b',
        ),
        [`${path}&continue=b`]: list([eventAt(1000)], 'c'),
      },
      target,
    )
    expect(events).toHaveLength(200)
    expect(events.at(-1)?.name).toBe('rig-node-1.1000')
    expect(complete).toBe(false)
  })

  it('says so when more came than are kept', async () => {
    const many = Array.from({ length: 201 }, (_, second) => eventAt(second))
    const { events, complete } = await collectFrom(eventsCollector, { [path]: list(many) }, target)
    expect([events.length, complete]).toEqual([200, false])
  })

  it('makes a gap of a refusal', async () => {
    await expect(collectFrom(eventsCollector, { [path]: { status: 403 } }, target)).rejects.toMatchObject({
      reason: 'forbidden',
    })
  })
})
