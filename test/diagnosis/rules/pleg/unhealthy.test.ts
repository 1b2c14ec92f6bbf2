import { describe, expect, it } from 'vitest'
import { plegUnhealthy } from '../../../../src/diagnosis/rules/pleg/unhealthy.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { ago, fact, textOf, verdictOf } from '../../facts-builder.ts'
import { identity, ready } from '../runtime/runtime-facts.ts'

describe('pleg.unhealthy', () => {
  it('is found in a recorded Ready condition', async () => {
    const verdict = await verdictOnState(plegUnhealthy, 'containerd-stopped-4m')
    expect(verdict).toMatchObject({ status: 'True', severity: 'critical' })
    expect(textOf(verdict)).toContain('for 3m43s (PLEG)')
  })

  it('is found when the relist never succeeded, in older words', () => {
    const never = 'PLEG is not healthy: pleg was last seen active 2562047h47m16.854775807s ago; threshold is 3m0s'
    const verdict = verdictOf(plegUnhealthy, [ready('False', never), identity('docker://1.13.1')])
    expect(textOf(verdict)).toContain('has not once listed')
    const yet = 'PLEG is not healthy: pleg has yet to be successful'
    expect(textOf(verdictOf(plegUnhealthy, [ready('False', yet), identity()]))).toContain('has not once listed')
  })

  it('is mere information when the log tells of it and the node is Ready', () => {
    const message = '"Skipping pod synchronization" err="PLEG is not healthy: pleg was last seen active 3m1s ago"'
    const line = fact('logLine', { component: 'kubelet', at: ago(100), severity: 'error', message })
    expect(verdictOf(plegUnhealthy, [ready('True'), identity(), line])).toMatchObject({
      status: 'True',
      severity: 'info',
    })
    const old = fact('logLine', { component: 'kubelet', at: ago(1_000), severity: 'error', message })
    expect(verdictOf(plegUnhealthy, [ready('True'), identity(), old]).status).toBe('False')
  })

  it('is suspected when the kubelet fails its own check of its sync loop', () => {
    const stuck = fact('kubeletHealth', { failedChecks: ['syncloop'] })
    const verdict = verdictOf(plegUnhealthy, [ready('True'), identity(), stuck])
    expect(verdict).toMatchObject({ status: 'True', severity: 'warning', confidence: 0.6 })
    expect(textOf(verdict)).toContain('fails its own health check: syncloop')
    const said = ready('False', 'PLEG is not healthy: pleg was last seen active 6m1s ago; threshold is 3m0s')
    expect(textOf(verdictOf(plegUnhealthy, [said, identity(), stuck]))).toContain('health check: syncloop')
    const other = fact('kubeletHealth', { failedChecks: ['log'] })
    expect(verdictOf(plegUnhealthy, [ready('True'), identity(), other]).status).toBe('False')
  })

  it.each(['healthy', 'containerd-hung-4m', 'cni-missing'])('is not seen in the state %s', async (state) => {
    expect((await verdictOnState(plegUnhealthy, state)).status).toBe('False')
  })

  it('is not called fine when the kubelet is silent', async () => {
    expect(await verdictOnState(plegUnhealthy, 'kubelet-stopped-75s')).toEqual({ status: 'False', fine: undefined })
  })

  it('is not the first minute of a kubelet', () => {
    const message =
      '[container runtime status check may not have completed yet, PLEG is not healthy: pleg has yet to be successful]'
    expect(verdictOf(plegUnhealthy, [ready('False', message), identity('containerd://1.7.13', 40)]).status).toBe(
      'False',
    )
    expect(verdictOf(plegUnhealthy, [ready('False', message), identity()]).status).toBe('True')
  })
})
