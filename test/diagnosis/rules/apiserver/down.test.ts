import { describe, expect, it } from 'vitest'
import { ReadError } from '../../../../src/collectors/read-error.ts'
import { apiserverDown } from '../../../../src/diagnosis/rules/apiserver/down.ts'
import { apiserverRoutes, deadRoutes, etcdStoppedRoutes } from '../../../collectors/apiserver-routes.ts'
import { fixtureText } from '../../../collectors/recorded-reader.ts'
import { apiserverFacts, check, reach, reachAll, staticPod } from '../../control-plane-facts.ts'
import { textOf, verdictOf } from '../../facts-builder.ts'

const target = { target: { kind: 'control-plane' } } as const

describe('apiserver.down', () => {
  it('sees that nobody listens, and tells what was tried', async () => {
    const refused = new ReadError('unavailable', 'connect ECONNREFUSED 127.0.0.1:16443', { outcome: 'refused' })
    const verdict = verdictOf(apiserverDown, await apiserverFacts(deadRoutes(refused)))
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.9 })
    expect(textOf(verdict).split('\n').slice(1)).toEqual([
      'GET /version, /livez?verbose, /readyz?verbose, /api/v1/namespaces/kube-system: connect ECONNREFUSED 127.0.0.1:16443',
    ])
    expect(verdict.status === 'True' && verdict.because[0]?.evidence).toHaveLength(4)
  })

  it('sees that it hangs', () => {
    const facts = reachAll({ outcome: 'timeout', status: 0, message: 'no answer within 4.5 s', tookMs: 4_500 })
    const verdict = verdictOf(apiserverDown, facts)
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.75 })
    expect(textOf(verdict)).toContain('/api/v1/namespaces/kube-system: no answer within 4.5 s')
  })

  it('does not blame it for a time limit of half a second', () => {
    const hasty = reachAll({ outcome: 'timeout', status: 0, tookMs: 500 })
    expect(verdictOf(apiserverDown, hasty)).toEqual({ status: 'False' })
  })

  it('leads with a web server of another kind, and sends nobody to a control-plane node', async () => {
    const body = '<html><head><title>Welcome to nginx!</title></head></html>'
    const portal = deadRoutes({ status: 200, contentType: 'text/html', body })
    const verdict = verdictOf(apiserverDown, await apiserverFacts(portal))
    expect(verdict).toMatchObject({
      status: 'True',
      confidence: 0.6,
      summary: "What answers at https://127.0.0.1:6443 is no Kubernetes API server (HTML: 'Welcome to nginx!')",
    })
    expect(verdict.status === 'True' && verdict.advice?.[0]?.do).toContain('`server:` line')
  })

  it('leaves an http:// address of a TLS server to whoever wrote the kubeconfig', () => {
    const go = { status: 400, message: 'Client sent an HTTP request to an HTTPS server.' }
    expect(verdictOf(apiserverDown, reachAll({ outcome: 'http-error', ...go }))).toEqual({ status: 'False' })
    const cut = reachAll({ outcome: 'reset', status: 0, plain: true })
    expect(verdictOf(apiserverDown, cut)).toEqual({ status: 'False' })
  })

  it('sees a proxy in front without a server behind it', async () => {
    const html = { status: 503, contentType: 'text/html', body: '<html><body>503 No server is available</body></html>' }
    const verdict = verdictOf(apiserverDown, await apiserverFacts(deadRoutes(html)))
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.7 })
    expect(textOf(verdict)).toContain('No server is available')
  })

  it('does not blame it for the network of this machine', () => {
    const facts = reachAll({ outcome: 'dns', status: 0, message: 'getaddrinfo ENOTFOUND api.example.com' })
    const verdict = verdictOf(apiserverDown, facts)
    expect(verdict.status === 'True' && verdict.confidence).toBeLessThan(0.4)
  })

  it('does not blame it when something else listens at its address', () => {
    const facts = reachAll({ outcome: 'http-error', status: 0, message: 'does not speak TLS on this port' })
    expect(verdictOf(apiserverDown, facts)).toMatchObject({ status: 'True', confidence: 0.3 })
  })

  it('is fine when the API server answers', async () => {
    const verdict = verdictOf(apiserverDown, await apiserverFacts(apiserverRoutes()))
    expect(verdict).toMatchObject({ status: 'False', fine: expect.stringContaining('answers') })
  })

  it('leaves a failing etcd to the rules of etcd', async () => {
    expect(verdictOf(apiserverDown, await apiserverFacts(etcdStoppedRoutes()))).toEqual({ status: 'False' })
  })

  it.each([401, 403, 429])('takes a %d for an answer', (status) => {
    expect(verdictOf(apiserverDown, reachAll({ outcome: 'http-error', status }))).toEqual({ status: 'False' })
  })

  it('leaves an expired certificate to its own rule', () => {
    expect(verdictOf(apiserverDown, reachAll({ outcome: 'tls-expired', status: 0 }))).toEqual({ status: 'False' })
  })

  it('calls one that is starting no more than information', async () => {
    const body = fixtureText('control-plane/starting-readyz.txt')
    const verdict = verdictOf(
      apiserverDown,
      await apiserverFacts(apiserverRoutes({ '/readyz?verbose': { status: 500, body } })),
    )
    expect(verdict).toMatchObject({ severity: 'info' })
    expect(textOf(verdict)).toContain('poststarthook/rbac/bootstrap-roles is not done')
  })

  it('does not call it dead when only some requests fail', () => {
    const facts = [reach('/version', { outcome: 'refused', status: 0 }), reach('/livez?verbose')]
    expect(verdictOf(apiserverDown, facts)).toEqual({ status: 'False' })
  })

  it('warns of one API server of several, unless its whole node is sick', () => {
    const crash = { ready: false, state: 'waiting', reason: 'CrashLoopBackOff', restarts: 7, lastExitCode: 1 } as const
    const facts = [...reachAll(), staticPod('kube-apiserver', 'cp-1'), staticPod('kube-apiserver', 'cp-2', crash)]
    expect(verdictOf(apiserverDown, facts, target)).toMatchObject({
      severity: 'warning',
      summary: '1 of 2 API servers does not run; the others answer',
    })
    expect(verdictOf(apiserverDown, facts)).toMatchObject({ severity: 'info' })
    const scope = { total: 5, sick: ['cp-2'], level: 'node', shared: [] } as const
    expect(verdictOf(apiserverDown, facts, { ...target, scope })).toMatchObject({ status: 'False' })
  })

  it('says nothing about the only API server while it answers', () => {
    const facts = [...reachAll(), staticPod('kube-apiserver', 'cp-1', { ready: false })]
    expect(verdictOf(apiserverDown, facts, target)).toMatchObject({ status: 'False' })
  })

  it('is fine without any view of the pods, as on managed clusters', () => {
    expect(verdictOf(apiserverDown, [...reachAll(), check('etcd', true)])).toMatchObject({ status: 'False' })
  })
})
