// Must stay before @peculiar/x509, which looks for the Reflect polyfill while it loads.
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import type { EpochMs } from '../../diagnosis/evidence.ts'

/** A certificate and its private key, both PEM. */
export interface KeyPair {
  readonly certificatePem: string
  readonly keyPem: string
}

/** The certificate authority of a simulated cluster. */
export interface Authority {
  /** What clients put into `certificate-authority-data`. */
  readonly caPem: string
  /** A serving certificate for these DNS names and IP addresses. */
  issueServer(commonName: string, names: readonly string[]): Promise<KeyPair>
  /** A client certificate: Kubernetes reads the user from CN and the groups from O. */
  issueClient(user: string, groups: readonly string[]): Promise<KeyPair>
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const HOUR_MS = 3_600_000
const VALID_FOR_MS = 10 * 365 * 24 * HOUR_MS
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1'
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2'

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
}

async function keyPemOf(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')
}

function serialNumber(): string {
  return Buffer.from(webcrypto.getRandomValues(new Uint8Array(12)))
    .toString('hex')
    .replace(/^./, '1')
}

function alternativeName(name: string): x509.JsonGeneralName {
  return { type: /^[\d.]+$|:/.test(name) ? 'ip' : 'dns', value: name }
}

/**
 * Creates a certificate authority. `now` is wall time, not the simulated cluster's: TLS clients check validity by their own clock.
 * Elliptic curves, because making RSA keys would cost a second each.
 */
export async function createAuthority(now: EpochMs): Promise<Authority> {
  x509.cryptoProvider.set(webcrypto)
  const validity = { notBefore: new Date(now - HOUR_MS), notAfter: new Date(now + VALID_FOR_MS) }
  const authorityKeys = await newKeys()
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity,
    serialNumber: serialNumber(),
    name: [{ CN: ['kubernetes'] }],
    keys: authorityKeys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.digitalSignature, true),
    ],
  })

  async function issue(subject: x509.JsonName, extensions: x509.Extension[]): Promise<KeyPair> {
    const keys = await newKeys()
    const certificate = await x509.X509CertificateGenerator.create({
      ...validity,
      serialNumber: serialNumber(),
      subject,
      issuer: authority.subject,
      publicKey: keys.publicKey,
      signingKey: authorityKeys.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions,
    })
    return { certificatePem: certificate.toString('pem'), keyPem: await keyPemOf(keys.privateKey) }
  }

  return {
    caPem: authority.toString('pem'),
    issueServer: (commonName, names) =>
      issue(
        [{ CN: [commonName] }],
        [
          new x509.ExtendedKeyUsageExtension([SERVER_AUTH]),
          new x509.SubjectAlternativeNameExtension(names.map(alternativeName)),
        ],
      ),
    issueClient: (user, groups) =>
      issue(
        [...groups.map((group) => ({ O: [group] })), { CN: [user] }],
        [new x509.ExtendedKeyUsageExtension([CLIENT_AUTH])],
      ),
  }
}
