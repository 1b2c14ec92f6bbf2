import { describe, expect, it } from 'vitest'
import { kubeletStopped } from '../../../../src/diagnosis/rules/kubelet/stopped.ts'
import { recordedFacts } from '../../../collectors/recorded-facts.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { textOf, verdictOf } from '../../facts-builder.ts'
import { dialTimeout, leader, lease, reach, ready } from '../../node-facts.ts'

const target = { kind: 'node', name: 'rig-node-1' } as const
const refused = reach('refused', 'dial tcp 10.1.0.3:10250: connect: connection refused')

describe('kubelet.stopped', () => {
  it('is found in a recorded stop', async () => {
    const verdict = await verdictOnState(kubeletStopped, 'kubelet-stopped-75s')
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.9 })
    expect(textOf(verdict)).toContain('connect: connection refused')
    expect(textOf(verdict)).toMatch(/The Lease was last renewed 7\d s ago and lasts 40 s/)
  })

  it('is found early in a recorded stop, while the node still says Ready', async () => {
    const verdict = await verdictOnState(kubeletStopped, 'kubelet-stopped-15s')
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.7, severity: 'warning' })
  })

  it('is not believed yet 5 s after a recorded hang began', async () => {
    const verdict = await verdictOnState(kubeletStopped, 'kubelet-hung-5s')
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.3, severity: 'info' })
    expect(textOf(verdict)).toContain('although the kubelet renewed its Lease 6 s ago')
  })

  it('is found without a Lease to read, in the words of another version', () => {
    const verdict = verdictOf(kubeletStopped, [ready('Unknown', 300), refused])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.9 })
  })

  it('says that nobody marks the node when Ready stays True for long', async () => {
    const facts = [...(await recordedFacts('kcm-stopped-and-kubelet-stopped')), refused]
    const verdict = verdictOf(kubeletStopped, facts, { target, now: Date.parse('2026-11-23T19:15:52Z') })
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.9 })
    expect(textOf(verdict)).toContain('nobody is left to mark the node')
  })

  it('says that a kubelet hangs when its port accepts and never finishes the handshake', async () => {
    const hung = reach('tls-timeout', 'error trying to reach service: net/http: TLS handshake timeout')
    const facts = [...(await recordedFacts('kubelet-hung-2m')), hung]
    const verdict = verdictOf(kubeletStopped, facts, { target, now: Date.parse('2026-11-23T19:23:26Z') })
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.7 })
    expect(textOf(verdict)).toContain('hangs')
  })

  it('stays a possibility when the port could not be asked', () => {
    expect(verdictOf(kubeletStopped, [ready('Unknown'), lease(300)])).toMatchObject({ confidence: 0.35 })
    const ownLimit = reach('timeout', 'no answer within our own limit of 11 s', 0)
    expect(verdictOf(kubeletStopped, [ready('Unknown'), lease(300), ownLimit])).toMatchObject({ confidence: 0.3 })
  })

  it('is not found on a healthy node', async () => {
    const verdict = await verdictOnState(kubeletStopped, 'healthy')
    expect(verdict).toMatchObject({ status: 'False', fine: expect.stringContaining('The kubelet runs') })
  })

  it('is found early when a kubelet has begun to hang', () => {
    const verdict = verdictOf(kubeletStopped, [ready('True'), lease(25), reach('tls-timeout')])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.6, severity: 'warning' })
  })

  it('only mentions a shut port of a kubelet that reported just now: a firewall looks the same', () => {
    const verdict = verdictOf(kubeletStopped, [ready('True'), lease(6), refused])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.3, severity: 'info' })
    expect(textOf(verdict)).toContain('A firewall or a tunnel before port 10250 looks the same')
  })

  it('does not take a vanished host for a stopped kubelet', () => {
    for (const port of [reach('timeout', dialTimeout), reach('no-route'), reach('ok')]) {
      expect(verdictOf(kubeletStopped, [ready('Unknown'), lease(300), port]).status).toBe('False')
    }
  })

  it('does not take a wrong clock for silence', () => {
    expect(verdictOf(kubeletStopped, [ready('True'), lease(2700), leader(1), refused]).status).toBe('False')
  })

  it('does not take Ready=False for silence: the kubelet says so itself', () => {
    expect(verdictOf(kubeletStopped, [ready('False'), lease(4), reach('ok')]).status).toBe('False')
  })
})
