import { describe, expect, it } from 'vitest'
import { etcdSpaceExceeded } from '../../../../src/diagnosis/rules/etcd/space-exceeded.ts'
import { apiserverRoutes } from '../../../collectors/apiserver-routes.ts'
import {
  apiserverFacts,
  check,
  identity,
  leader,
  reachAll,
  recordedLeases,
  sibling,
  silentSibling,
} from '../../control-plane-facts.ts'
import { ago, fact, textOf, verdictOf } from '../../facts-builder.ts'

const nobodyWrites = [
  ...reachAll(),
  check('etcd', true),
  identity(400),
  leader('kube-controller-manager', 405),
  leader('kube-scheduler', 402),
]

describe('etcd.space-exceeded', () => {
  it('sees that reads work and nothing was written for minutes (recorded leases, read too late)', async () => {
    const { facts, now } = await recordedLeases('healthy')
    const later = { now: now + 600_000 }
    const verdict = verdictOf(etcdSpaceExceeded, [...facts, ...(await apiserverFacts(apiserverRoutes()))], later)
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.6 })
    expect(textOf(verdict)).toContain('The API server itself last renewed its identity lease 10 min ago')
  })

  it('is sure when a log says so', () => {
    const message = 'rpc error: code = ResourceExhausted desc = etcdserver: mvcc: database space exceeded'
    const line = fact('logLine', { component: 'kubelet', severity: 'error', message })
    expect(verdictOf(etcdSpaceExceeded, [...nobodyWrites, line])).toMatchObject({ confidence: 0.95 })
  })

  it('is fine when the control plane writes', async () => {
    const { facts, now } = await recordedLeases('healthy')
    expect(verdictOf(etcdSpaceExceeded, [...facts, ...reachAll()], { now })).toMatchObject({ fine: expect.any(String) })
  })

  it('is not claimed when nodes still write: then only the controllers are gone', () => {
    const facts = [...nobodyWrites, sibling('node-1', { leaseRenewedAt: ago(5) }), silentSibling('node-2')]
    expect(verdictOf(etcdSpaceExceeded, facts)).toEqual({ status: 'False' })
  })

  it('is not claimed when etcd is down altogether', () => {
    expect(verdictOf(etcdSpaceExceeded, [...nobodyWrites, check('etcd', false)])).toEqual({ status: 'False' })
  })

  it('is not claimed without identity leases: the controllers alone prove nothing', () => {
    const facts = nobodyWrites.filter(({ kind }) => kind !== 'apiserverLease')
    expect(verdictOf(etcdSpaceExceeded, facts)).toEqual({ status: 'False' })
  })
})
