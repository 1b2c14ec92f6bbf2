import { describe, expect, it } from 'vitest'
import { etcdQuorumLost } from '../../../../src/diagnosis/rules/etcd/quorum-lost.ts'
import { apiserverRoutes, etcdStoppedRoutes } from '../../../collectors/apiserver-routes.ts'
import { apiserverFacts, check, reachAll } from '../../control-plane-facts.ts'
import { fact, verdictOf } from '../../facts-builder.ts'

const object = '/api/v1/namespaces/kube-system'

describe('etcd.quorum-lost', () => {
  it('sees it by the words of a failed read beside failing checks', async () => {
    const body =
      '{"kind":"Status","message":"etcdserver: request timed out, possibly due to previous leader failure","code":500}'
    const facts = await apiserverFacts(etcdStoppedRoutes({ [object]: { status: 500, body } }))
    expect(verdictOf(etcdQuorumLost, facts)).toMatchObject({ status: 'True', confidence: 0.8 })
  })

  it('is less sure by one read alone: it may have been an election', () => {
    const error = { path: object, status: 500, message: 'rpc error: code = Unavailable desc = etcdserver: no leader' }
    const facts = [...reachAll(), check('etcd', true), fact('apiserverStorageError', error)]
    expect(verdictOf(etcdQuorumLost, facts)).toMatchObject({ status: 'True', confidence: 0.55 })
  })

  it('is not claimed of a healthy etcd', async () => {
    expect(verdictOf(etcdQuorumLost, await apiserverFacts(apiserverRoutes()))).toEqual({ status: 'False' })
  })

  it('is not claimed of an etcd that is stopped as a whole', async () => {
    expect(verdictOf(etcdQuorumLost, await apiserverFacts(etcdStoppedRoutes()))).toEqual({ status: 'False' })
  })
})
