import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type TLSSocket } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { createAuthority } from '../../../src/playground/cluster/certificates.ts'

describe('certificates', () => {
  it('names users and groups as Kubernetes reads them', async () => {
    const authority = await createAuthority(Date.now())
    const { certificatePem } = await authority.issueClient('person', ['system:masters', 'oncall'])
    const certificate = new X509Certificate(certificatePem)
    expect(certificate.subject.split('\n').sort()).toEqual(['CN=person', 'O=oncall', 'O=system:masters'])
    expect(certificate.verify(new X509Certificate(authority.caPem).publicKey)).toBe(true)
  })

  it('gives each certificate its own serial number', async () => {
    const authority = await createAuthority(Date.now())
    const serials = await Promise.all(
      ['a', 'b'].map(
        async (user) => new X509Certificate((await authority.issueClient(user, [])).certificatePem).serialNumber,
      ),
    )
    expect(new Set(serials).size).toBe(2)
  })

  it('serves TLS that a strict client accepts, by address and by name', async () => {
    const authority = await createAuthority(Date.now())
    const pair = await authority.issueServer('kube-apiserver', ['127.0.0.1', '::1', 'localhost'])
    const server = createServer({ cert: pair.certificatePem, key: pair.keyPem }, (socket) => socket.end('hello'))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    for (const host of ['127.0.0.1', 'localhost']) {
      const client: TLSSocket = connect({ host, port, ca: authority.caPem })
      await once(client, 'secureConnect')
      expect(client.authorized).toBe(true)
      client.destroy()
    }
    await new Promise((resolve) => server.close(resolve))
  })
})
