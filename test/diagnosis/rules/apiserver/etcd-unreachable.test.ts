import { describe, expect, it } from 'vitest'
import { apiserverEtcdUnreachable } from '../../../../src/diagnosis/rules/apiserver/etcd-unreachable.ts'
import { apiserverRoutes, deadRoutes, etcdStoppedRoutes } from '../../../collectors/apiserver-routes.ts'
import { fixtureText } from '../../../collectors/recorded-reader.ts'
import { apiserverFacts, reach } from '../../control-plane-facts.ts'
import { fact, textOf, verdictOf } from '../../facts-builder.ts'

describe('apiserver.etcd-unreachable', () => {
  it('sees that the checks about etcd fail, and what they say', async () => {
    const verdict = verdictOf(apiserverEtcdUnreachable, await apiserverFacts(etcdStoppedRoutes()))
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.95 })
    expect(textOf(verdict)).toContain('etcd fails: internal server error: error getting data from etcd')
    expect(textOf(verdict)).toContain('answers 504: Timeout: request did not complete within the allotted timeout')
  })

  it('sees reads that fail on a server whose readiness has no etcd check', () => {
    const error = { path: '/api/v1/namespaces/kube-system', status: 500, message: 'etcdserver: leader changed' }
    const verdict = verdictOf(apiserverEtcdUnreachable, [reach('/version'), fact('apiserverStorageError', error)])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.7 })
  })

  it('is fine when etcd serves', async () => {
    expect(verdictOf(apiserverEtcdUnreachable, await apiserverFacts(apiserverRoutes()))).toMatchObject({
      fine: 'The API server reads from etcd',
    })
  })

  it('does not mistake a server that starts for one without etcd', async () => {
    const body = fixtureText('control-plane/starting-readyz.txt')
    const facts = await apiserverFacts(apiserverRoutes({ '/readyz?verbose': { status: 500, body } }))
    expect(verdictOf(apiserverEtcdUnreachable, facts).status).toBe('False')
  })

  it('knows nothing of etcd when a proxy answers for everything', async () => {
    const facts = await apiserverFacts(deadRoutes({ status: 504, contentType: 'text/html', body: 'Gateway Time-out' }))
    expect(verdictOf(apiserverEtcdUnreachable, facts)).toEqual({ status: 'False' })
  })
})
