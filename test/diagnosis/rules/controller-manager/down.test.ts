import { describe, expect, it } from 'vitest'
import { controllerManagerDown } from '../../../../src/diagnosis/rules/controller-manager/down.ts'
import { leader, recordedLeases, sibling, staticPod } from '../../control-plane-facts.ts'
import { ago, textOf, verdictOf } from '../../facts-builder.ts'

const cluster = { target: { kind: 'cluster' } } as const

describe('controller-manager.down', () => {
  it('sees that its lease ran out while others write (recorded)', async () => {
    const { facts, now } = await recordedLeases('controller-manager-stopped')
    const verdict = verdictOf(controllerManagerDown, facts, { ...cluster, now })
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.9, severity: 'critical' })
    expect(textOf(verdict)).toContain('was last renewed 4 min ago')
  })

  it('sees that nobody marks nodes whose Lease ran out', () => {
    const unmarked = sibling('node-3', { leaseRenewedAt: ago(260), leaseSeconds: 40 })
    const verdict = verdictOf(controllerManagerDown, [leader('kube-controller-manager', 300), unmarked])
    expect(textOf(verdict)).toContain('node-3 still called Ready although the Lease has run out')
    expect(verdict).toMatchObject({ severity: 'warning' })
  })

  it('is less sure when nobody else is known to write', () => {
    expect(verdictOf(controllerManagerDown, [leader('kube-controller-manager', 300)])).toMatchObject({
      confidence: 0.5,
    })
  })

  it('shows what its pods say, for and against', () => {
    const facts = [leader('kube-controller-manager', 90), leader('kube-scheduler', 2)]
    const crash = { ready: false, state: 'waiting', reason: 'CrashLoopBackOff', lastExitCode: 255 } as const
    const down = verdictOf(controllerManagerDown, [...facts, staticPod('kube-controller-manager', 'cp-1', crash)])
    expect(textOf(down)).toContain('exit code 255')
    const up = verdictOf(controllerManagerDown, [...facts, staticPod('kube-controller-manager', 'cp-1')])
    expect(up).toMatchObject({ confidence: 0.7, against: [{ text: expect.stringContaining('is ready') }] })
  })

  it('is fine while somebody leads', async () => {
    const { facts, now } = await recordedLeases('healthy')
    expect(verdictOf(controllerManagerDown, facts, { now })).toMatchObject({ fine: expect.any(String) })
  })

  it('lets a standby take over', () => {
    expect(verdictOf(controllerManagerDown, [leader('kube-controller-manager', 25)]).status).toBe('False')
  })

  it('takes an absent lease for a managed control plane, not for a fault', () => {
    expect(verdictOf(controllerManagerDown, [])).toEqual({ status: 'False' })
  })
})
