import { describe, expect, it } from 'vitest'
import { podEventsCollector } from '../../src/collectors/pod-events.ts'
import { collectFrom, fixtureJson } from './recorded-reader.ts'

const path = '/api/v1/events?fieldSelector=involvedObject.kind%3DPod%2Ctype%3DWarning%2Csource%3Dkubelet&limit=500'

function collect(name: string) {
  const answer = fixtureJson('node/faults.pod-events.json')
  return collectFrom(podEventsCollector, { [path]: answer }, { kind: 'node', name })
}

describe('the pod-events collector', () => {
  it("keeps what this node's kubelet reported", async () => {
    const { events } = await collect('rig-node-1')
    expect(events.map(({ reason }) => reason).sort()).toEqual(['BackOff', 'Evicted', 'FailedMount'])
    expect(events[0]?.object).toMatch(/^Pod\/[a-z-]+\/.+/)
  })

  it('drops what other kubelets reported', async () => {
    expect((await collect('rig-node-2')).events).toEqual([])
  })
})
