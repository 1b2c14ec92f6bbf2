import { readFileSync } from 'node:fs'
import { rootCertificates } from 'node:tls'

/** Where the big distributions keep their trusted authorities; Go's crypto/x509, and so kubectl, reads the same list. */
const systemFiles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/**
 * Authorities to trust where a kubeconfig names none. Node brings its own list and ignores the system's, in which
 * companies put theirs: kubectl would connect and we would not.
 */
export function systemAuthorities(certificateFile: string | undefined): string[] {
  for (const file of certificateFile ? [certificateFile] : systemFiles) {
    const text = readIfThere(file)
    if (text) return [...rootCertificates, text]
  }
  return [...rootCertificates]
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
