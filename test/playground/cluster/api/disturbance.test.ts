import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDisturbances } from '../../../../src/playground/cluster/api/disturbance.ts'
import type { ApiServer } from '../../../../src/playground/cluster/api/server.ts'
import { call, startServer } from '../api-server.ts'
import { recordedBackend } from '../recorded-cluster.ts'

let server: ApiServer

beforeEach(async () => {
  server = await startServer(recordedBackend())
})

afterEach(() => server.close())

describe('disturbances', () => {
  it('answers 429 with Retry-After until they end', async () => {
    const end = server.disturbances.add({ effect: { kind: 'status', code: 429, retryAfterSeconds: 2 } })
    const busy = await call(server, '/api/v1/nodes')
    expect([busy.status, busy.headers['retry-after']]).toEqual([429, '2'])
    end()
    expect((await call(server, '/api/v1/nodes')).status).toBe(200)
  })

  it.each([500, 502, 503] as const)('answers %i where the path matches only', async (code) => {
    server.disturbances.add({ effect: { kind: 'status', code }, path: /^\/api\/v1\/pods/ })
    expect((await call(server, '/api/v1/pods')).status).toBe(code)
    expect((await call(server, '/api/v1/nodes')).status).toBe(200)
  })

  it('hangs and resets', async () => {
    server.disturbances.add({ effect: { kind: 'hang' }, path: /nodes/ })
    server.disturbances.add({ effect: { kind: 'reset' }, path: /pods/ })
    await expect(call(server, '/api/v1/nodes', { signal: AbortSignal.timeout(200) })).rejects.toThrow(/abort/)
    await expect(call(server, '/api/v1/pods')).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  it('delays answers', async () => {
    server.disturbances.add({ effect: { kind: 'latency', ms: 120 } })
    const start = performance.now()
    expect((await call(server, '/api/v1/nodes')).status).toBe(200)
    expect(performance.now() - start).toBeGreaterThanOrEqual(115)
  })

  it('hits a share of the requests, the same each time', () => {
    const disturbances = createDisturbances()
    disturbances.add({ effect: { kind: 'hang' }, share: 0.25 })
    const hits = Array.from({ length: 8 }, () => disturbances.effectsOn('/livez').length)
    expect(hits).toEqual([0, 0, 0, 1, 0, 0, 0, 1])
    disturbances.clear()
    expect(disturbances.effectsOn('/livez')).toEqual([])
  })
})

describe('traffic', () => {
  it('knows how many clients wait, until they are answered or give up', async () => {
    const client = new AbortController()
    server.disturbances.add({ effect: { kind: 'hang' }, path: /pods/ })
    const hung = call(server, '/api/v1/pods', { signal: client.signal })
    hung.catch(() => {})
    await expect.poll(() => server.traffic.read().waiting).toBe(1)
    await call(server, '/livez')
    expect(server.traffic.read().waiting).toBe(1)
    client.abort()
    await expect.poll(() => server.traffic.read().waiting).toBe(0)
  })

  it('counts requests and the bytes of their answers', async () => {
    const small = await call(server, '/livez')
    const first = server.traffic.read()
    expect(first.requests).toEqual(['GET /livez'])
    expect(first.bytesSent).toBeGreaterThan(small.bytes.length)
    server.traffic.reset()
    const large = await call(server, '/api/v1/pods?limit=2')
    const second = server.traffic.read()
    expect(second.requests).toEqual(['GET /api/v1/pods?limit=2'])
    expect(second.bytesSent).toBeGreaterThan(large.bytes.length)
    expect(second.bytesSent).toBeLessThan(large.bytes.length + 1_000)
  })
})
