import { describe, expect, it } from 'vitest'
import { pendingPodsCollector } from '../../../../src/collectors/pending-pods.ts'
import { schedulerDown } from '../../../../src/diagnosis/rules/scheduler/down.ts'
import { pendingPodsProvider } from '../../../../src/facts/pending-pods.ts'
import { factsFrom, fixtureJson } from '../../../collectors/recorded-reader.ts'
import { identity, leader, pod, recordedLeases } from '../../control-plane-facts.ts'
import { fact, textOf, verdictOf } from '../../facts-builder.ts'

const cluster = { target: { kind: 'cluster' } } as const
const pending = '/api/v1/pods?fieldSelector=spec.nodeName%3D%2Cstatus.phase%3DPending&limit=100&resourceVersion=0'

describe('scheduler.down', () => {
  it('sees the lease that was given back and the pod that nobody looked at (recorded)', async () => {
    const { facts, now } = await recordedLeases('scheduler-stopped')
    const routes = { [pending]: fixtureJson('control-plane/scheduler-stopped-pods.json') }
    const pods = await factsFrom(pendingPodsCollector, pendingPodsProvider, routes, cluster.target)
    const verdict = verdictOf(schedulerDown, [...facts, ...pods], { ...cluster, now })
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.95, severity: 'critical' })
    expect(textOf(verdict)).toContain('kube-scheduler gave its leader lease back 40 s ago')
    expect(textOf(verdict)).toContain('has no condition at all: no scheduler saw it')
  })

  it('sees that it was killed while it led', () => {
    const verdict = verdictOf(schedulerDown, [leader('kube-scheduler', 120), identity(4)])
    expect(verdict).toMatchObject({ confidence: 0.9, severity: 'warning' })
    expect(textOf(verdict)).toContain('(held by cp-1) was last renewed 2 min ago')
  })

  it('is fine while somebody leads', async () => {
    const { facts, now } = await recordedLeases('healthy')
    expect(verdictOf(schedulerDown, facts, { now })).toMatchObject({ fine: expect.any(String) })
  })

  it('does not take pods that find no node for a dead scheduler', () => {
    const unschedulable = { ...pod('shop', 'web-1', 300), hasConditions: true }
    const facts = [leader('kube-scheduler', 3), fact('podPending', unschedulable)]
    expect(verdictOf(schedulerDown, facts).status).toBe('False')
  })

  it('lets a restart pass', () => {
    expect(verdictOf(schedulerDown, [leader('kube-scheduler', 20, { holder: '' })]).status).toBe('False')
  })

  it('does not lean on pods that are seconds old', () => {
    const facts = [leader('kube-scheduler', 120), identity(4), fact('podPending', pod('shop', 'web-1', 5))]
    expect(verdictOf(schedulerDown, facts)).toMatchObject({ confidence: 0.9 })
  })

  it('takes an absent lease for a managed control plane, not for a fault', () => {
    expect(verdictOf(schedulerDown, [])).toEqual({ status: 'False' })
  })
})
