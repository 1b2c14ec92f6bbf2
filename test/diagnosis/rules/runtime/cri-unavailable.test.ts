import { describe, expect, it } from 'vitest'
import { runtimeCriUnavailable } from '../../../../src/diagnosis/rules/runtime/cri-unavailable.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { ago, fact, verdictOf } from '../../facts-builder.ts'
import { identity, ready } from './runtime-facts.ts'

describe('runtime.cri-unavailable', () => {
  it('is found in the Ready condition', () => {
    const message =
      'container runtime is down: rpc error: code = Unimplemented desc = unknown service runtime.v1.RuntimeService'
    expect(verdictOf(runtimeCriUnavailable, [ready('False', message), identity()])).toMatchObject({ status: 'True' })
  })

  it('is found in the kubelet’s log', () => {
    const message =
      '"command failed" err="failed to run Kubelet: validate service connection: CRI v1 runtime API is not implemented"'
    const line = fact('logLine', { component: 'kubelet', at: ago(20), severity: 'error', message })
    expect(verdictOf(runtimeCriUnavailable, [ready('False', 'x'), identity(), line])).toMatchObject({ status: 'True' })
  })

  it.each(['healthy', 'containerd-stopped-4m', 'containerd-hung-4m'])('is not seen in the state %s', async (state) => {
    expect((await verdictOnState(runtimeCriUnavailable, state)).status).toBe('False')
  })
})
