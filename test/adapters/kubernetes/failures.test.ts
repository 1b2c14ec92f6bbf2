import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toReadError } from '../../../src/adapters/kubernetes/failure.ts'
import { ReadError } from '../../../src/collectors/read-error.ts'
import { createAuthority } from '../../../src/playground/cluster/certificates.ts'
import {
  base64,
  closeServers,
  connectWith,
  httpServer,
  httpsServer,
  listen,
  testAuthority,
  whoAmI,
} from './cluster-server.ts'

const longAgo = Date.now() - 20 * 365 * 24 * 3_600_000
let ca: string
beforeAll(async () => {
  ca = (await testAuthority()).caPem
})
afterAll(closeServers)

/** The error of one GET with a token, under a time limit. */
async function failureOf(cluster: object, timeoutMs = 5000): Promise<unknown> {
  const reader = await connectWith({ 'certificate-authority-data': base64(ca), ...cluster }, { token: 'secret' })
  return reader.get('/version', { signal: AbortSignal.timeout(timeoutMs) }).catch((error: unknown) => error)
}

describe('a failed connection', () => {
  it('is told as refused when nothing listens', async () => {
    const server = await httpsServer(whoAmI)
    await server.close()
    const error = await failureOf({ server: server.url })
    const message = `${server.url} refused the connection: the host answers, nothing listens there`
    expect(error).toMatchObject({ name: 'ReadError', reason: 'unavailable', outcome: 'refused', message })
  })

  it('is told as dns when the name does not exist', async () => {
    expect(await failureOf({ server: 'https://kubemedic.invalid:6443' })).toMatchObject({ outcome: 'dns' })
  })

  it('is told as reset when the server hangs up', async () => {
    const server = await httpsServer((request) => request.socket.destroy())
    expect(await failureOf({ server: server.url })).toMatchObject({ reason: 'unavailable', outcome: 'reset' })
  })

  it('is told as a TLS timeout when TCP is accepted and then nothing happens', async () => {
    const hung = await listen(createServer())
    const error = await failureOf({ server: hung.url }, 300)
    expect(error).toMatchObject({ reason: 'timeout', outcome: 'tls-timeout' })
    expect(String(error)).toContain('its process hangs')
  })

  it('is told as a timeout when the request is not answered', async () => {
    const silent = await httpsServer(() => {})
    const error = await failureOf({ server: silent.url }, 1000)
    expect(error).toMatchObject({ reason: 'timeout', outcome: 'timeout' })
    expect(String(error)).toContain('did not answer GET /version in time')
  })

  it('is told as a timeout when the body stops in the middle', async () => {
    const server = await httpsServer((_, response) => response.write('{"kind":'))
    expect(await failureOf({ server: server.url }, 1000)).toMatchObject({ reason: 'timeout', outcome: 'timeout' })
  })

  it('is told apart by what is wrong with the certificate, and the token is not sent', async () => {
    const stranger = await httpsServer(whoAmI)
    const otherCa = (await createAuthority(Date.now())).caPem
    const untrusted = { server: stranger.url, 'certificate-authority-data': base64(otherCa) }
    expect(await failureOf(untrusted)).toMatchObject({ outcome: 'tls-untrusted' })

    const misnamed = await httpsServer(whoAmI, { names: ['kubernetes.default'] })
    expect(await failureOf({ server: misnamed.url })).toMatchObject({ outcome: 'tls-name' })

    const old = await createAuthority(longAgo)
    const pair = await old.issueServer('apiserver', ['127.0.0.1'])
    const expired = await httpsServer(whoAmI, { cert: pair.certificatePem, key: pair.keyPem })
    const trusting = { server: expired.url, 'certificate-authority-data': base64(old.caPem) }
    expect(await failureOf(trusting)).toMatchObject({ outcome: 'tls-expired' })

    expect([...stranger.requests, ...misnamed.requests, ...expired.requests]).toEqual([])
  })

  it('stays a failure when NODE_TLS_REJECT_UNAUTHORIZED is 0', async () => {
    const stranger = await httpsServer(whoAmI)
    const otherCa = (await createAuthority(Date.now())).caPem
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
    try {
      const error = await failureOf({ server: stranger.url, 'certificate-authority-data': base64(otherCa) })
      expect(error).toMatchObject({ outcome: 'tls-untrusted' })
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
    }
    expect(stranger.requests).toEqual([])
  })

  it('is no failure when the kubeconfig names the server or skips the check', async () => {
    const misnamed = await httpsServer(whoAmI, { names: ['kubernetes.default'] })
    const named = { server: misnamed.url, 'tls-server-name': 'kubernetes.default' }
    expect(await failureOf(named)).toMatchObject({ status: 200 })
    const skipping = { server: misnamed.url, 'insecure-skip-tls-verify': true, 'certificate-authority-data': null }
    expect(await failureOf(skipping)).toMatchObject({ status: 200 })
  })

  it('says so when the server speaks no TLS or no HTTP', async () => {
    const plain = await httpServer(whoAmI)
    const error = await failureOf({ server: plain.url.replace('http:', 'https:') })
    expect(error).toMatchObject({ outcome: 'http-error' })
    expect(String(error)).toContain('does not speak TLS on this port')
    const chatter = await listen(createServer((socket) => socket.end('220 mail ready\r\n')))
    const odd = await failureOf({ server: chatter.url.replace('https:', 'http:') })
    expect(String(odd)).toContain('does not speak HTTP on this port')
  })
})

describe('toReadError', () => {
  const failure = { server: 'https://api', path: '/x', phase: 'connecting', aborted: false } as const

  it.each([
    ['EHOSTUNREACH', 'no-route'],
    ['ENETUNREACH', 'no-route'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['ETIMEDOUT', 'timeout'],
    ['EAI_AGAIN', 'dns'],
    ['UND_ERR_SOCKET', 'reset'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-untrusted'],
    ['CERT_NOT_YET_VALID', 'tls-expired'],
  ])('reads %s as %s', (code, outcome) => {
    expect(toReadError({ ...failure, error: Object.assign(new Error('x'), { code }) })).toMatchObject({ outcome })
  })

  it('reads the cause, and the first of several failed addresses', () => {
    const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED' })
    const several = new AggregateError([refused])
    expect(toReadError({ ...failure, error: several }).outcome).toBe('refused')
    expect(toReadError({ ...failure, error: new TypeError('fetch failed', { cause: refused }) }).outcome).toBe(
      'refused',
    )
  })

  it('knows better than the reason of the abort', () => {
    const reason = new ReadError('timeout', 'no answer within 4 s', { outcome: 'timeout' })
    const error = toReadError({ ...failure, error: reason, aborted: true, phase: 'handshaking' })
    expect(error.outcome).toBe('tls-timeout')
    expect(toReadError({ ...failure, error: reason })).toBe(reason)
  })

  it('tells a vanished host from a hung process', () => {
    const error = new DOMException('late', 'TimeoutError')
    const vanished = toReadError({ ...failure, error, aborted: true })
    expect(vanished).toMatchObject({ outcome: 'timeout', message: expect.stringContaining('packets vanish') })
    expect(toReadError({ ...failure, error, aborted: true, phase: 'handshaking' }).outcome).toBe('tls-timeout')
  })
})
