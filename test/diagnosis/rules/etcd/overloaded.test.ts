import { describe, expect, it } from 'vitest'
import { ReadError } from '../../../../src/collectors/read-error.ts'
import { etcdOverloaded } from '../../../../src/diagnosis/rules/etcd/overloaded.ts'
import { apiserverRoutes, etcdStoppedRoutes } from '../../../collectors/apiserver-routes.ts'
import { apiserverFacts, check, reach } from '../../control-plane-facts.ts'
import { textOf, verdictOf } from '../../facts-builder.ts'

const object = '/api/v1/namespaces/kube-system'

describe('etcd.overloaded', () => {
  it('sees a read that hangs while the checks pass', async () => {
    const late = new ReadError('timeout', 'no answer within 4.5 s', { outcome: 'timeout' })
    const verdict = verdictOf(etcdOverloaded, await apiserverFacts(apiserverRoutes({ [object]: late })))
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.5 })
  })

  it('sees it by the words of etcd', async () => {
    const busy = { status: 500, body: '{"kind":"Status","message":"etcdserver: too many requests","code":500}' }
    const verdict = verdictOf(etcdOverloaded, await apiserverFacts(apiserverRoutes({ [object]: busy })))
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.65 })
  })

  it('sees a small read that takes seconds', () => {
    const facts = [reach('/version', { tookMs: 40 }), reach(object, { tookMs: 3_100 }), check('etcd', true)]
    expect(textOf(verdictOf(etcdOverloaded, facts))).toContain('took 3 s longer than /version')
  })

  it('does not mistake a long way for a slow etcd', () => {
    const facts = [reach('/version', { tookMs: 2_800 }), reach(object, { tookMs: 3_100 }), check('etcd', true)]
    expect(verdictOf(etcdOverloaded, facts)).toMatchObject({
      status: 'False',
      fine: expect.stringContaining('3100 ms'),
    })
  })

  it('leaves a dead etcd to its own rule', async () => {
    expect(verdictOf(etcdOverloaded, await apiserverFacts(etcdStoppedRoutes()))).toEqual({ status: 'False' })
  })
})
