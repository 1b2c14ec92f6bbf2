import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { ConfigError } from '../config-error.ts'

/**
 * A kubeconfig's certificate or key: the inline base64 wins over the file, as in client-go.
 * Throws `ConfigError` for what is no PEM.
 */
export function bytesOf(data: string | undefined, file: string | undefined, what: string): Buffer | undefined {
  const bytes = data ? Buffer.from(data, 'base64') : file ? readPem(file, what) : undefined
  if (bytes && !bytes.includes('-----BEGIN ')) {
    throw new ConfigError(data ? `${what}-data is not a base64-encoded PEM` : `the ${what} ${file} is no PEM file`)
  }
  return bytes
}

function readPem(file: string, what: string): Buffer {
  try {
    return readFileSync(file)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : ''
    throw new ConfigError(`cannot read the ${what} ${file}${code}`, { cause })
  }
}

/** When a certificate ends, in milliseconds since the epoch; undefined for what cannot be read. */
export function endOfCertificate(pem: string | Buffer | undefined): number | undefined {
  if (pem === undefined) return undefined
  try {
    return Date.parse(new X509Certificate(pem).validTo) || undefined
  } catch {
    return undefined
  }
}
