import { describe, expect, it } from 'vitest'
import { apiserverCollector } from '../../src/collectors/apiserver.ts'
import { collectAll } from '../../src/collectors/collect-all.ts'
import { ReadError } from '../../src/collectors/read-error.ts'
import { apiserverRoutes, deadRoutes, etcdStoppedRoutes } from './apiserver-routes.ts'
import { collectFrom, fixtureText, type Route, recordedReader } from './recorded-reader.ts'

const target = { kind: 'control-plane' } as const
const collect = (routes: Readonly<Record<string, Route>>) => collectFrom(apiserverCollector, routes, target)

describe('apiserver', () => {
  it('finds a healthy API server healthy', async () => {
    const data = await collect(apiserverRoutes())
    const attempts = [data.version, data.livez.attempt, data.readyz.attempt, data.storage]
    expect(attempts.map(({ outcome, status, message }) => `${outcome} ${status} ${message}`)).toEqual(
      Array(4).fill('ok 200 '),
    )
    expect(data.readyz.checks).toEqual([
      { check: 'etcd', ok: true },
      { check: 'etcd-readiness', ok: true },
    ])
  })

  it('asks for the single check only where etcd fails', async () => {
    const read = recordedReader(apiserverRoutes())
    await apiserverCollector.collect({ target, read, signal: new AbortController().signal, now: () => 0 })
    expect(read.asked).toHaveLength(4)
    const data = await collect(etcdStoppedRoutes())
    expect(data.readyz.etcdDetail).toContain('context deadline exceeded')
    expect(data.readyz.attempt.message).toBe('failed: etcd, etcd-readiness')
    expect(data.storage).toMatchObject({ status: 504, outcome: 'http-error' })
  })

  it('does not mistake "you may not ask" for what etcd says', async () => {
    const forbidden = { status: 403, body: '{"kind":"Status","message":"forbidden","code":403}' }
    const data = await collect(etcdStoppedRoutes({ '/livez/etcd': forbidden, '/readyz/etcd': forbidden }))
    expect(data.livez.etcdDetail).toBe('')
    expect(data.readyz.etcdDetail).toBe('')
  })

  it('makes evidence, not a gap, of an API server that refuses', async () => {
    const refused = new ReadError('unavailable', 'connect ECONNREFUSED 127.0.0.1:6443', { outcome: 'refused' })
    const data = await collect(deadRoutes(refused))
    expect(data.version).toMatchObject({
      outcome: 'refused',
      status: 0,
      message: 'connect ECONNREFUSED 127.0.0.1:6443',
    })
    expect(data.livez.attempt.path).toBe('/livez?verbose')
  })

  it('keeps the words of a proxy in front', async () => {
    const html = { status: 502, contentType: 'text/html', body: '<html><h1>502 Bad Gateway</h1></html>' }
    const data = await collect(deadRoutes(html))
    expect(data.version).toMatchObject({ outcome: 'http-error', status: 502 })
    expect(data.version.message).toContain('502 Bad Gateway')
  })

  it('knows readiness without an etcd check (OpenShift)', async () => {
    const body = fixtureText('control-plane/openshift-readyz.txt')
    const data = await collect(apiserverRoutes({ '/readyz?verbose': { status: 200, body } }))
    expect(data.readyz).toMatchObject({ checks: [], etcdDetail: '' })
  })

  it('hands in that the server was silent when the whole diagnosis ends first', async () => {
    const end = new AbortController()
    const never = { cluster: 'test', server: 'https://127.0.0.1:6443', get: () => new Promise<never>(() => {}) }
    const options = { target, read: never, signal: end.signal, now: () => 0 }
    const collection = collectAll([apiserverCollector], options)
    end.abort()
    const { evidence, gaps } = await collection
    expect(gaps).toEqual([])
    expect(evidence[0]?.data).toMatchObject({ version: { outcome: 'timeout', status: 0 } })
  })

  it('takes a stream without end for no API server', async () => {
    const data = await collect(deadRoutes(new ReadError('invalid', 'the answer is longer than 262144 bytes')))
    expect(data.version).toMatchObject({ outcome: 'foreign', status: 0 })
    expect(data.version.message).toContain('no Kubernetes API server (the answer is longer')
  })

  it('is a gap when we are not set up to ask', async () => {
    const plugin = new ReadError('unavailable', 'the credential plugin gke-gcloud-auth-plugin failed')
    await expect(collect(deadRoutes(plugin))).rejects.toThrow('plugin')
  })
})
