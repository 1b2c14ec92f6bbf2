import { describe, expect, it } from 'vitest'
import { ReadError } from '../../../../src/collectors/read-error.ts'
import { etcdDown } from '../../../../src/diagnosis/rules/etcd/down.ts'
import { apiserverRoutes, etcdStoppedRoutes } from '../../../collectors/apiserver-routes.ts'
import { fixtureText } from '../../../collectors/recorded-reader.ts'
import { apiserverFacts, check, reachAll, staticPod } from '../../control-plane-facts.ts'
import { fact, textOf, verdictOf } from '../../facts-builder.ts'

const object = '/api/v1/namespaces/kube-system'
const late = new ReadError('timeout', 'no answer within 4.5 s', { outcome: 'timeout' })

describe('etcd.down', () => {
  it('sees it by failing checks and reads without an answer', async () => {
    const verdict = verdictOf(etcdDown, await apiserverFacts(etcdStoppedRoutes({ [object]: late })))
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.8, against: [] })
    expect(textOf(verdict)).toContain(
      'gets no answer (no answer within 4.5 s), while /version, which needs no storage, does',
    )
  })

  it('tells that it hangs by the words about its connection', async () => {
    const hung = { status: 500, body: fixtureText('control-plane/etcd-hung-read.json') }
    const verdict = verdictOf(etcdDown, await apiserverFacts(etcdStoppedRoutes({ [object]: hung })))
    expect(verdict).toMatchObject({ summary: expect.stringContaining('etcd hangs') })
  })

  it('tells that it is stopped where the check says so', () => {
    const detail = 'error getting data from etcd: dial tcp 127.0.0.1:2379: connect: connection refused'
    const verdict = verdictOf(etcdDown, [...reachAll(), check('etcd', false, { endpoint: 'livez', detail })])
    expect(verdict).toMatchObject({ confidence: 0.9, summary: expect.stringContaining('refused') })
  })

  it('is less sure when one check fails and the other passes', () => {
    const verdict = verdictOf(etcdDown, [...reachAll(), check('etcd', true), check('etcd-readiness', false)])
    expect(verdict).toMatchObject({ confidence: 0.5, against: [{ text: expect.stringContaining('etcd passes') }] })
  })

  it('is fine when its checks pass', async () => {
    expect(verdictOf(etcdDown, await apiserverFacts(apiserverRoutes()))).toMatchObject({ fine: expect.any(String) })
  })

  it('takes OpenShift readiness, which has no check of etcd, for no fault', async () => {
    const readyz = { status: 200, body: fixtureText('control-plane/openshift-readyz.txt') }
    const facts = await apiserverFacts(apiserverRoutes({ '/readyz?verbose': readyz }))
    expect(verdictOf(etcdDown, facts).status).toBe('False')
  })

  it.each([
    'etcdserver: no leader',
    'etcdserver: too many requests',
    'transport: authentication handshake failed: x509: certificate has expired',
  ])('leaves "%s" to others', (message) => {
    const facts = [...reachAll(), fact('apiserverStorageError', { path: object, status: 500, message })]
    expect(verdictOf(etcdDown, facts)).toEqual({ status: 'False' })
  })

  it('does not call a slow read alone a dead etcd', async () => {
    expect(verdictOf(etcdDown, await apiserverFacts(apiserverRoutes({ [object]: late }))).status).toBe('False')
  })

  it('says nothing about the only member while its checks pass', () => {
    const facts = [...reachAll(), check('etcd', true), staticPod('etcd', 'cp-1', { ready: false })]
    expect(verdictOf(etcdDown, facts).status).toBe('False')
  })

  it('warns of one member of several', () => {
    const crash = { ready: false, state: 'waiting', reason: 'CrashLoopBackOff', restarts: 12, lastExitCode: 2 } as const
    const members = [staticPod('etcd', 'cp-1'), staticPod('etcd', 'cp-2', crash), staticPod('etcd', 'cp-3')]
    const verdict = verdictOf(etcdDown, [...reachAll(), check('etcd', true), ...members], {
      target: { kind: 'cluster' },
    })
    expect(verdict).toMatchObject({ severity: 'warning', summary: expect.stringContaining('1 of 3 etcd members') })
    expect(textOf(verdict)).toContain('etcd-cp-2 on cp-2 is not ready: CrashLoopBackOff, exit code 2, 12 restarts')
  })
})
