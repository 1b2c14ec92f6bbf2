import { createServer } from 'node:http'
import { connect as connectTcp } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { proxyFor } from '../../../src/adapters/kubernetes/proxy.ts'
import {
  ask,
  base64,
  closeServers,
  connectWith,
  httpsServer,
  listen,
  type TestServer,
  testAuthority,
  whoAmI,
} from './cluster-server.ts'

let server: TestServer
let ca: string
beforeAll(async () => {
  ca = (await testAuthority()).caPem
  server = await httpsServer(whoAmI, { names: ['api.example'] })
})
afterAll(closeServers)

/** A proxy that tunnels to the test's API server whatever name is asked for. */
async function tunnel(status = '200 OK') {
  const asked: string[] = []
  const proxy = createServer()
  proxy.on('connect', (request, socket) => {
    asked.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim())
    if (!status.startsWith('200')) return socket.end(`HTTP/1.1 ${status}\r\n\r\n`)
    const upstream = connectTcp(server.port, '127.0.0.1', () => {
      socket.write(`HTTP/1.1 ${status}\r\n\r\n`)
      upstream.pipe(socket).pipe(upstream)
    })
    socket.on('error', () => upstream.destroy())
    upstream.on('error', () => socket.destroy())
  })
  const { port } = await listen(proxy)
  return { asked, address: `127.0.0.1:${port}` }
}

function cluster(more: object = {}) {
  return { server: 'https://api.example:6443', 'certificate-authority-data': base64(ca), ...more }
}

describe('a proxy', () => {
  it('of the kubeconfig is used, with its password, and verifies the server behind it', async () => {
    const { asked, address } = await tunnel()
    const reader = await connectWith(cluster({ 'proxy-url': `http://ann:pw@${address}` }), { token: 't' })
    expect((await ask(reader)).authorization).toBe('Bearer t')
    expect(asked[0]).toBe(`api.example:6443 Basic ${base64('ann:pw')}`)
  })

  it('of the environment is used', async () => {
    const { asked, address } = await tunnel()
    const env = { kubeconfigFiles: [], pluginEnvironment: {}, proxy: { https: `http://${address}` } }
    await ask(await connectWith(cluster(), { token: 't' }, { env }))
    expect(asked).toEqual(['api.example:6443'])
  })

  it('that refuses is a failed connection', async () => {
    const { address } = await tunnel('407 Proxy Authentication Required')
    const reader = await connectWith(cluster({ 'proxy-url': `http://${address}` }))
    const asking = reader.get('/', { signal: AbortSignal.timeout(5000) })
    await expect(asking).rejects.toMatchObject({
      outcome: undefined,
      message: expect.stringContaining('could not be asked: Proxy response (407)'),
    })
  })

  it('that makes no sense is refused without its password', async () => {
    const odd = connectWith(cluster({ 'proxy-url': 'ftp//ann:pw@x' }))
    await expect(odd).rejects.toThrow(/cannot use the proxy "ftp/)
    await expect(odd).rejects.not.toThrow(/pw/)
  })
})

describe('proxyFor', () => {
  const proxy = { https: 'http://proxy:3128', http: 'plain:80' }

  it('chooses by the scheme of the server', () => {
    expect(proxyFor(new URL('https://api:6443'), proxy)).toBe('http://proxy:3128')
    expect(proxyFor(new URL('http://api'), proxy)).toBe('http://plain:80')
    expect(proxyFor(new URL('http://api'), { https: 'http://proxy:3128' })).toBeUndefined()
  })

  it('is never used for loopback', () => {
    for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '[::1]']) {
      expect(proxyFor(new URL(`https://${host}:6443`), proxy)).toBeUndefined()
    }
  })

  it.each([
    ['*', 'https://api.corp', false],
    ['corp', 'https://api.corp', false],
    ['.corp', 'https://api.corp', false],
    ['.corp', 'https://corp', true],
    ['*.corp', 'https://api.corp', false],
    ['orp', 'https://api.corp', true],
    ['10.0.0.0/8', 'https://10.1.2.3:6443', false],
    ['10.0.0.0/8', 'https://11.1.2.3:6443', true],
    ['fd00::/8', 'https://[fd00::1]:6443', false],
    ['nonsense/8', 'https://10.1.2.3', true],
    ['10.1.2.3:6443', 'https://10.1.2.3:6443', false],
    ['10.1.2.3:443', 'https://10.1.2.3:6443', true],
    [' a , API.corp ', 'https://api.corp', false],
    ['', 'https://api.corp', true],
  ])('with NO_PROXY=%s for %s: %s', (no, server, used) => {
    expect(proxyFor(new URL(server), { ...proxy, no }) !== undefined).toBe(used)
  })
})
