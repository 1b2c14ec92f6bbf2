import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError } from '../../../src/adapters/config-error.ts'
import { connect } from '../../../src/adapters/kubernetes.ts'
import {
  ask,
  bareEnvironment,
  base64,
  closeServers,
  connectWith,
  credentialServer,
  folderWith,
  httpServer,
  httpsServer,
  testAuthority,
  whoAmI,
} from './cluster-server.ts'

const { server, ca, cluster } = await credentialServer()
afterAll(closeServers)

describe('authentication', () => {
  it('tells when its client certificate ends', async () => {
    const pair = await (await testAuthority()).issueClient('ann', ['ops'])
    const user = {
      'client-certificate-data': base64(pair.certificatePem),
      'client-key-data': base64(pair.keyPem),
    }
    expect((await connectWith(cluster(), user)).callerCertificateEnds).toBeGreaterThan(Date.now())
    expect((await connectWith(cluster(), { token: 'abc' })).callerCertificateEnds).toBeUndefined()
  })

  it('tells where a redirect leads, without its query, and how long to wait', async () => {
    const portal = await httpsServer((request, response) => {
      const code = request.url === '/version' ? 302 : 429
      response.writeHead(code, { location: 'https://sso.example.com/login?state=s3cret', 'retry-after': '3600' })
      response.end()
    })
    const reader = await connectWith({ server: portal.url, 'certificate-authority-data': base64(ca) })
    const signal = new AbortController().signal
    expect(await reader.get('/version', { signal })).toMatchObject({ location: 'https://sso.example.com/login' })
    expect(await reader.get('/livez', { signal })).toMatchObject({ status: 429, retryAfter: '3600' })
  })

  it('sends a token, a password or nothing', async () => {
    expect((await ask(await connectWith(cluster(), { token: 'abc' }))).authorization).toBe('Bearer abc')
    const password = await ask(await connectWith(cluster(), { username: 'ann', password: 'pw' }))
    expect(password.authorization).toBe(`Basic ${base64('ann:pw')}`)
    expect((await ask(await connectWith(cluster()))).authorization).toBeUndefined()
  })

  it('shows a client certificate, inline and from files beside the kubeconfig', async () => {
    const pair = await (await testAuthority()).issueClient('ann', ['ops'])
    const inline = { 'client-certificate-data': base64(pair.certificatePem), 'client-key-data': base64(pair.keyPem) }
    expect((await ask(await connectWith(cluster(), inline))).certificate).toBe('ann/ops')

    const folder = folderWith({ 'ca.crt': ca, 'ann.crt': pair.certificatePem, 'ann.key': pair.keyPem })
    const config = {
      clusters: [{ name: 'c', cluster: { server: server.url, 'certificate-authority': 'ca.crt' } }],
      users: [{ name: 'u', user: { 'client-certificate': 'ann.crt', 'client-key': './ann.key' } }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
    }
    writeFileSync(join(folder, 'config'), JSON.stringify(config))
    const fromFiles = await connect({ kubeconfig: join(folder, 'config'), env: bareEnvironment })
    expect((await ask(fromFiles)).certificate).toBe('ann/ops')
  })

  it('reads a token file, and prefers it to a token', async () => {
    const folder = folderWith({ token: 'from-file\n' })
    const user = { tokenFile: join(folder, 'token'), token: 'inline' }
    expect((await ask(await connectWith(cluster(), user))).authorization).toBe('Bearer from-file')
    const gone = { tokenFile: join(folder, 'gone'), token: 'inline' }
    expect((await ask(await connectWith(cluster(), gone))).authorization).toBe('Bearer inline')
  })

  it('asks a token file once more when the server answers 401', async () => {
    const folder = folderWith({ token: 'old' })
    const picky = await httpsServer((request, response) => {
      if (request.headers.authorization === 'Bearer new') return whoAmI(request, response)
      writeFileSync(join(folder, 'token'), 'new')
      response.writeHead(401).end('{}')
    })
    const reader = await connectWith(cluster({ server: picky.url }), { tokenFile: join(folder, 'token') })
    expect((await ask(reader)).authorization).toBe('Bearer new')
    expect(picky.requests).toHaveLength(2)
  })

  it('returns the 401 when asking again cannot help', async () => {
    const closed = await httpsServer((_, response) => response.writeHead(401).end('no'))
    const reader = await connectWith(cluster({ server: closed.url }), { token: 'x' })
    expect((await reader.get('/', { signal: AbortSignal.timeout(5000) })).status).toBe(401)
    expect(closed.requests).toHaveLength(1)
  })

  it('impersonates a user with several groups, one header line each', async () => {
    const user = {
      token: 'abc',
      as: 'member-b',
      'as-uid': '7',
      'as-groups': ['a', 'b'],
      'as-user-extra': { 'x/y': ['1'] },
    }
    const { raw } = await ask(await connectWith(cluster(), user))
    const pairs = raw.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${raw[index + 1]}`] : []))
    expect(pairs).toEqual(
      expect.arrayContaining([
        'impersonate-user: member-b',
        'impersonate-uid: 7',
        'impersonate-group: a',
        'impersonate-group: b',
        'impersonate-extra-x%2Fy: 1',
      ]),
    )
  })

  it('uses the service account when it runs in a pod without kubeconfig', async () => {
    const serviceAccountFolder = folderWith({ token: 'pod-token', 'ca.crt': ca })
    const inCluster = { host: '127.0.0.1', port: String(server.port), serviceAccountFolder }
    const reader = await connect({ env: { ...bareEnvironment, inCluster } })
    expect(reader.cluster).toBe('in-cluster')
    expect((await ask(reader)).authorization).toBe('Bearer pod-token')
  })

  it('uses the id-token of an OpenID Connect provider while it is valid', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const token = `${part({ alg: 'none' })}.${part({ exp: Math.floor(Date.now() / 1000) + 3600 })}.signature`
    const user = { 'auth-provider': { name: 'oidc', config: { 'id-token': token } } }
    expect((await ask(await connectWith(cluster(), user))).authorization).toBe(`Bearer ${token}`)
    const old = `${part({ alg: 'none' })}.${part({ exp: 1 })}.signature`
    const expired = { 'auth-provider': { name: 'oidc', config: { 'id-token': old } } }
    await expect(connectWith(cluster(), expired)).rejects.toThrow(/oidc.*log in again/)
  })

  it('trusts the authorities of the system where the kubeconfig names none', async () => {
    const certificateFile = join(folderWith({ 'system.crt': ca }), 'system.crt')
    const env = { ...bareEnvironment, certificateFile }
    expect((await ask(await connectWith({ server: server.url }, { token: 't' }, { env }))).authorization).toBe(
      'Bearer t',
    )
    const strict = await connectWith({ server: server.url }, { token: 't' })
    await expect(ask(strict)).rejects.toMatchObject({ outcome: 'tls-untrusted' })
  })

  it('gives no credentials to a plain http server', async () => {
    const plain = await httpServer(whoAmI)
    expect((await ask(await connectWith({ server: plain.url }, { token: 'secret' }))).authorization).toBeUndefined()
  })

  it('refuses halves, wrong pairs and what is no PEM', async () => {
    const one = await (await testAuthority()).issueClient('ann', [])
    const two = await (await testAuthority()).issueClient('member-b', [])
    const half = { 'client-certificate-data': base64(one.certificatePem) }
    await expect(connectWith(cluster(), half)).rejects.toThrow(/no client-key/)
    const mixed = { ...half, 'client-key-data': base64(two.keyPem) }
    await expect(connectWith(cluster(), mixed)).rejects.toThrow(/certificates cannot be used/)
    const wrong = connectWith(cluster({ 'certificate-authority-data': base64('nothing') }))
    await expect(wrong).rejects.toThrow(/certificate-authority-data is not/)
    const missing = connectWith({ server: server.url, 'certificate-authority': '/no/such/ca.crt' })
    await expect(missing).rejects.toThrow(ConfigError)
  })
})
