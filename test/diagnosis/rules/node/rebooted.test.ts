import { describe, expect, it } from 'vitest'
import { eventsCollector } from '../../../../src/collectors/events.ts'
import { nodeRebooted } from '../../../../src/diagnosis/rules/node/rebooted.ts'
import { eventsProvider } from '../../../../src/facts/events.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { factsFrom } from '../../../collectors/recorded-reader.ts'
import { textOf, verdictOf } from '../../facts-builder.ts'
import { event, identity, lease, ready } from '../../node-facts.ts'

const path = '/api/v1/events?fieldSelector=involvedObject.kind%3DNode%2CinvolvedObject.name%3Drig-node-1&limit=500'
const rebootEvent = {
  metadata: { name: 'rig-node-1.18eac3e1e88fb4ed' },
  involvedObject: { kind: 'Node', name: 'rig-node-1', uid: 'rig-node-1' },
  reason: 'Rebooted',
  message: 'Node rig-node-1 has been rebooted, boot id: 64b4d3a5-0f1c-4f0d-9f0b-7d0a3f6f9c11',
  source: { component: 'kubelet', host: 'rig-node-1' },
  firstTimestamp: '2026-11-23T11:57:00Z',
  lastTimestamp: '2026-11-23T11:57:00Z',
  count: 1,
  type: 'Warning',
}

describe('node.rebooted', () => {
  it("is found by the kubelet's Event, through collector and provider", async () => {
    const list = { kind: 'EventList', metadata: {}, items: [rebootEvent] }
    const facts = await factsFrom(eventsCollector, eventsProvider, { [path]: list })
    const verdict = verdictOf(nodeRebooted, [...facts, ready('False', 100, 'container runtime is down'), lease(4)])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.6, severity: 'warning' })
    expect(textOf(verdict)).toContain('rebooted 3 min ago and is not back in order')
  })

  it('is what keeps a node from being Ready only as long as the kubelet names nothing else', () => {
    const boot = event('Rebooted', 300)
    expect(verdictOf(nodeRebooted, [boot, ready('False', 280), lease(4)])).toMatchObject({ confidence: 0.8 })
    const named = verdictOf(nodeRebooted, [boot, ready('False', 280, 'cni plugin not initialized'), lease(4)])
    expect(named).toMatchObject({ confidence: 0.6, severity: 'warning', against: [{}] })
  })

  it('points at the Node too when it has the boot id of the Event', () => {
    const boot = event('Rebooted', 300, { message: 'Node node-3 has been rebooted, boot id: b1' })
    const facts = [boot, identity(86_400), ready('True', 280), lease(4)]
    expect(verdictOf(nodeRebooted, facts)).toMatchObject({ because: [{ evidence: [{}, {}] }] })
  })

  it('is information once the node is Ready again', () => {
    const verdict = verdictOf(nodeRebooted, [event('Rebooted', 300), ready('True', 280), lease(4)])
    expect(verdict).toMatchObject({ confidence: 0.95, severity: 'info' })
  })

  it('is a warning when it keeps happening', () => {
    const boots = [1500, 900, 300].map((seconds) => event('Rebooted', seconds))
    const verdict = verdictOf(nodeRebooted, [...boots, ready('True', 280), lease(4)])
    expect(verdict).toMatchObject({ severity: 'warning' })
    expect(textOf(verdict)).toContain('3 times within the hour')
  })

  it('is less certain for a node that fell silent after it had reported', () => {
    const verdict = verdictOf(nodeRebooted, [event('Rebooted', 600), ready('Unknown', 200), lease(250)])
    expect(verdict).toMatchObject({
      confidence: 0.5,
      against: [{ text: expect.stringContaining('fell silent later') }],
    })
  })

  it('does not take a restart of the kubelet for a reboot', async () => {
    expect(verdictOf(nodeRebooted, [event('Starting', 60, { message: 'Starting kubelet.' })]).status).toBe('False')
    expect(await verdictOnState(nodeRebooted, 'healthy')).toMatchObject({ status: 'False' })
  })

  it('does not take a reboot of hours ago for one of now', () => {
    expect(verdictOf(nodeRebooted, [event('Rebooted', 3_000), ready('False')]).status).toBe('False')
  })
})
