import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pause, retryAfterMs } from '../../../src/adapters/kubernetes/retry-after.ts'
import type { ConnectedCluster } from '../../../src/adapters/kubernetes.ts'
import { ask, base64, closeServers, connectWith, httpsServer, listen, testAuthority, whoAmI } from './cluster-server.ts'

let ca: string
beforeAll(async () => {
  ca = (await testAuthority()).caPem
})
afterAll(closeServers)

function connectTo(url: string, more: object = {}): Promise<ConnectedCluster> {
  return connectWith({ server: url, 'certificate-authority-data': base64(ca), ...more }, { token: 't' })
}

function soon() {
  return { signal: AbortSignal.timeout(10_000) }
}

describe('requests', () => {
  it('share a bounded number of connections', async () => {
    const server = await httpsServer(whoAmI)
    const reader = await connectTo(server.url)
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(Array.from({ length: 20 }, (_, index) => ask(reader, `/${round}/${index}`)))
    }
    expect(server.requests).toHaveLength(100)
    expect(server.connections()).toBeLessThanOrEqual(12)
  })

  it('keep the path of the server and ask for the wanted form', async () => {
    const server = await httpsServer(whoAmI)
    const reader = await connectTo(`${server.url}/k8s/clusters/c-1/`)
    expect((await ask(reader, '/api/v1/nodes?limit=5')).url).toBe('/k8s/clusters/c-1/api/v1/nodes?limit=5')
    expect(reader.server).toBe(`${server.url}/k8s/clusters/c-1`)
    const table = await reader.get('/', { ...soon(), accept: 'table' })
    expect(JSON.parse(table.body).accept).toContain('as=Table')
  })

  it('return every status with media type and the server clock', async () => {
    const server = await httpsServer((_, response) => {
      const headers = { 'content-type': 'text/plain; charset=utf-8', date: 'Mon, 23 Nov 2026 10:00:00 GMT' }
      response.writeHead(500, headers).end('[-]etcd failed')
    })
    const answer = await (await connectTo(server.url)).get('/readyz', soon())
    const date = Date.parse('2026-11-23T10:00:00Z')
    expect(answer).toEqual({ status: 500, contentType: 'text/plain', body: '[-]etcd failed', date })
  })

  it('do not follow a redirect with the token', async () => {
    const server = await httpsServer((_, response) => response.writeHead(302, { location: 'https://evil.test/' }).end())
    expect((await (await connectTo(server.url)).get('/', soon())).status).toBe(302)
    expect(server.requests).toHaveLength(1)
  })

  it('unpack gzip, and do not ask for it when the kubeconfig says so', async () => {
    const server = await httpsServer((request, response) => {
      if (!request.headers['accept-encoding']) return response.end('plain')
      response.setHeader('content-encoding', 'gzip').end(gzipSync('packed'))
    })
    expect((await (await connectTo(server.url)).get('/', soon())).body).toBe('packed')
    const plain = await connectTo(server.url, { 'disable-compression': true })
    expect((await plain.get('/', soon())).body).toBe('plain')
  })

  it('stop at the limit, also when a small packed body unpacks to a large one', async () => {
    const server = await httpsServer((request, response) => {
      if (request.url === '/packed') {
        response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(5_000_000)))
        return
      }
      const more = (): void => {
        while (!response.destroyed && response.write(randomBytes(65_536))) {}
      }
      response.on('drain', more)
      more()
    })
    const reader = await connectTo(server.url)
    const limited = { ...soon(), maxBytes: 100_000 }
    const tooLong = { reason: 'invalid', message: expect.stringContaining('longer than 100000 bytes') }
    await expect(reader.get('/packed', limited)).rejects.toMatchObject(tooLong)
    await expect(reader.get('/endless', limited)).rejects.toMatchObject(tooLong)
  })

  it('are not confused by a body that is no gzip', async () => {
    const server = await httpsServer((_, response) => response.setHeader('content-encoding', 'gzip').end('no gzip'))
    const reader = await connectTo(server.url)
    await expect(reader.get('/', soon())).rejects.toMatchObject({ name: 'ReadError', outcome: 'http-error' })
  })

  it('are sent again when the server says when, and at most twice', async () => {
    const server = await httpsServer((request, response) => {
      if (request.url === '/later' && server.requests.length === 2) return whoAmI(request, response)
      response.writeHead(429, { 'retry-after': '0' }).end('{}')
    })
    const reader = await connectTo(server.url)
    expect((await reader.get('/later', soon())).status).toBe(200)
    server.requests.length = 0
    expect((await reader.get('/never', soon())).status).toBe(429)
    expect(server.requests).toHaveLength(3)
  })

  it('are not sent again without the server’s word: a 503 of the node proxy is an answer', async () => {
    const server = await httpsServer((_, response) => response.writeHead(503).end('error trying to reach service'))
    expect((await (await connectTo(server.url)).get('/', soon())).status).toBe(503)
    expect(server.requests).toHaveLength(1)
  })

  it('give the refusal back when time ends while waiting', async () => {
    const server = await httpsServer((_, response) => response.writeHead(429, { 'retry-after': '9' }).end('{}'))
    const reader = await connectTo(server.url)
    const ending = new AbortController()
    const asked = reader.get('/', { signal: ending.signal })
    while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))
    setTimeout(() => ending.abort(), 100)
    expect((await asked).status).toBe(429)
  })
})

describe('close', () => {
  it('cuts connections that stand and connections that hang', async () => {
    const server = await httpsServer(whoAmI)
    const hung = await listen(createServer((socket) => socket.resume()))
    const readers = [await connectTo(server.url), await connectTo(hung.url)]
    await readers[0]?.get('/', soon())
    await expect(readers[1]?.get('/', { signal: AbortSignal.timeout(200) })).rejects.toThrow()
    expect([server.open(), hung.open()]).toEqual([1, 1])
    const closed = Promise.all([server.allClosed(), hung.allClosed()])
    await Promise.all(readers.map((reader) => reader.close()))
    await closed
    expect([server.open(), hung.open()]).toEqual([0, 0])
  })
})

describe('retryAfterMs', () => {
  it('reads seconds and dates, and refuses long waits and other statuses', () => {
    const now = Date.parse('2026-11-23T10:00:00Z')
    expect(retryAfterMs(429, '2', now)).toBe(2000)
    expect(retryAfterMs(503, 'Mon, 23 Nov 2026 10:00:03 GMT', now)).toBe(3000)
    expect(retryAfterMs(503, 'Mon, 23 Nov 2026 09:00:00 GMT', now)).toBe(0)
    expect(retryAfterMs(429, '60', now)).toBeUndefined()
    expect(retryAfterMs(429, 'soon', now)).toBeUndefined()
    expect(retryAfterMs(429, undefined, now)).toBeUndefined()
    expect(retryAfterMs(500, '1', now)).toBeUndefined()
  })

  it('pauses until the time is over or the signal says stop', async () => {
    expect(await pause(1, new AbortController().signal)).toBe(true)
    expect(await pause(60_000, AbortSignal.abort())).toBe(false)
    const stopping = new AbortController()
    const pausing = pause(60_000, stopping.signal)
    stopping.abort()
    expect(await pausing).toBe(false)
  })
})
