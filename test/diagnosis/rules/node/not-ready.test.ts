import { describe, expect, it } from 'vitest'
import { nodeNotReady } from '../../../../src/diagnosis/rules/node/not-ready.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { fact, textOf, verdictOf } from '../../facts-builder.ts'
import { condition, event, identity, lease, ready } from '../../node-facts.ts'

describe('node.not-ready', () => {
  it('is found in a recorded silence', async () => {
    const verdict = await verdictOnState(nodeNotReady, 'kubelet-stopped-75s')
    expect(verdict).toMatchObject({ status: 'True', confidence: 1, severity: 'critical' })
    expect(textOf(verdict)).toContain('rig-node-1 has not been Ready for 6 s: its kubelet stopped reporting')
  })

  it('quotes a living kubelet in a recorded outage of the runtime', async () => {
    const verdict = await verdictOnState(nodeNotReady, 'containerd-stopped-4m')
    expect(textOf(verdict)).toContain('its kubelet says "[container runtime is down, PLEG is not healthy')
  })

  it('tells a node whose kubelet has never reported', () => {
    const never = condition('Ready', 'Unknown', 300, {
      reason: 'NodeStatusNeverUpdated',
      message: 'Kubelet never posted node status.',
    })
    expect(textOf(verdictOf(nodeNotReady, [never]))).toContain('its kubelet has never reported')
  })

  it('says that a node is coming back when its Lease runs again', () => {
    const verdict = verdictOf(nodeNotReady, [ready('Unknown'), lease(3)])
    expect(verdict).toMatchObject({ against: [{ text: 'The Lease was renewed 3 s ago: it is coming back' }] })
  })

  it('is information while a node joins', () => {
    const joining = [ready('False', 40, 'cni plugin not initialized'), lease(3), identity(45)]
    expect(verdictOf(nodeNotReady, joining)).toMatchObject({ severity: 'info' })
    expect(verdictOf(nodeNotReady, [ready('False', 400), lease(3), identity(405)])).toMatchObject({
      severity: 'critical',
    })
  })

  it('is not found on a healthy node', async () => {
    expect(await verdictOnState(nodeNotReady, 'healthy')).toEqual({ status: 'False', fine: 'rig-node-1 is Ready' })
  })

  it('is found by the last Event when the Node may not be read', () => {
    const verdict = verdictOf(nodeNotReady, [event('NodeReady', 900), event('NodeNotReady', 240)])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.8 })
    expect(textOf(verdict)).toContain('node-3 turned NotReady 4 min ago')
  })

  it('is over when an Event says that the node came back, and no matter of a node that is not there', () => {
    const back = [event('NodeNotReady', 240), event('NodeReady', 60)]
    expect(verdictOf(nodeNotReady, back)).toEqual({ status: 'False' })
    const missing = fact('nodeMissing', { name: 'node-3', nearest: [] })
    expect(verdictOf(nodeNotReady, [missing, event('NodeNotReady', 240)])).toEqual({ status: 'False' })
  })

  it('is found on a node that says Ready while its Lease has run out', () => {
    const verdict = verdictOf(nodeNotReady, [ready('True'), lease(300)])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.95 })
    expect(textOf(verdict)).toContain('node-3 has not reported for 5 min, although Ready still says True')
  })
})
