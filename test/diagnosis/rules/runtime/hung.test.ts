import { describe, expect, it } from 'vitest'
import { runtimeHung } from '../../../../src/diagnosis/rules/runtime/hung.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { fact, textOf, verdictOf } from '../../facts-builder.ts'
import { identity, ready, silentStats } from './runtime-facts.ts'

describe('runtime.hung', () => {
  it('is found four minutes after containerd hung', async () => {
    const verdict = await verdictOnState(runtimeHung, 'containerd-hung-4m')
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.9, severity: 'critical' })
    expect(textOf(verdict)).toContain('while /healthz of the same kubelet answered')
  })

  it('is found in the words of an older kubelet whose own calls ran out of time', () => {
    const message =
      'Internal Error: failed to list pod stats: rpc error: code = DeadlineExceeded desc = context deadline exceeded'
    const failed = fact('kubeletStatsFailed', { status: 500, message, hung: false })
    const plegOnly =
      'PLEG is not healthy: pleg was last seen active 5m1s ago; threshold is 3m0s, container runtime is down'
    expect(verdictOf(runtimeHung, [ready('False', plegOnly), identity('docker://18.9'), failed])).toMatchObject({
      status: 'True',
      confidence: 0.9,
    })
  })

  it('is a cautious warning while only the statistics hang', () => {
    const verdict = verdictOf(runtimeHung, [ready('True'), identity(), silentStats()])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.5, severity: 'warning' })
    expect(textOf(verdict)).toContain('a filesystem that blocks')
  })

  it.each(['healthy', 'cni-missing', 'cni-plugin-binary-missing', 'memory-pressure'])(
    'is not seen in the state %s',
    async (state) => {
      expect((await verdictOnState(runtimeHung, state)).status).toBe('False')
    },
  )

  it.each(['containerd-stopped-25s', 'containerd-stopped-4m'])('is not a runtime that is down: %s', async (state) => {
    expect((await verdictOnState(runtimeHung, state)).status).toBe('False')
  })

  it('is not what happened before the node turned Ready again', async () => {
    expect((await verdictOnState(runtimeHung, 'kubelet-serving-cert-untrusted')).status).toBe('False')
  })

  it('is not a kubelet that nobody reaches', async () => {
    expect((await verdictOnState(runtimeHung, 'kubelet-hung-5s')).status).toBe('False')
  })

  it('is not one container whose sandbox took too long', () => {
    const message = 'Failed to create pod sandbox: rpc error: code = DeadlineExceeded desc = context deadline exceeded'
    const event = fact('event', {
      type: 'Warning',
      reason: 'FailedCreatePodSandBox',
      message,
      reporter: 'kubelet',
      object: 'Pod/shop/web-1',
      objectUid: 'u',
      count: 1,
      firstAt: Date.parse('2026-11-23T11:59:00Z'),
      lastAt: Date.parse('2026-11-23T11:59:00Z'),
    })
    expect(verdictOf(runtimeHung, [ready('True'), identity(), event]).status).toBe('False')
  })
})
