import { describe, expect, it } from 'vitest'
import { apiserverCallerCertificateExpired } from '../../../../src/diagnosis/rules/apiserver/caller-certificate-expired.ts'
import { reachAll } from '../../control-plane-facts.ts'
import { ago, fact, textOf, verdictOf } from '../../facts-builder.ts'

const refused = reachAll({ outcome: 'http-error', status: 401, message: 'Unauthorized' })
const ended = fact('callerCertificate', { notAfter: ago(3_600) })

describe('apiserver.caller-certificate-expired', () => {
  it('is found where an ended certificate meets a 401', () => {
    const verdict = verdictOf(apiserverCallerCertificateExpired, [...refused, ended])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.95 })
    expect(textOf(verdict)).toContain('the client certificate of your kubeconfig expired on')
  })

  it('is likely where the connection is cut instead', () => {
    const cut = reachAll({ outcome: 'reset', status: 0 })
    expect(verdictOf(apiserverCallerCertificateExpired, [...cut, ended])).toMatchObject({ confidence: 0.6 })
  })

  it('is not claimed of a good certificate, of a token, or of a server that answers', () => {
    const good = fact('callerCertificate', { notAfter: ago(-3_600) })
    expect(verdictOf(apiserverCallerCertificateExpired, [...refused, good])).toEqual({ status: 'False' })
    expect(verdictOf(apiserverCallerCertificateExpired, refused)).toEqual({ status: 'False' })
    expect(verdictOf(apiserverCallerCertificateExpired, [...reachAll(), ended])).toEqual({ status: 'False' })
  })
})
