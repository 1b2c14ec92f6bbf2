import { describe, expect, it } from 'vitest'
import { ReadError } from '../../../../src/collectors/read-error.ts'
import { apiserverServingCertificateExpired as rule } from '../../../../src/diagnosis/rules/apiserver/serving-certificate-expired.ts'
import { apiserverRoutes, deadRoutes } from '../../../collectors/apiserver-routes.ts'
import { apiserverFacts, reach, reachAll } from '../../control-plane-facts.ts'
import { textOf, verdictOf } from '../../facts-builder.ts'

describe('apiserver.serving-certificate-expired', () => {
  it('sees that every request fails on it', async () => {
    const expired = new ReadError('unavailable', 'certificate has expired (CERT_HAS_EXPIRED)', {
      outcome: 'tls-expired',
    })
    const verdict = verdictOf(rule, await apiserverFacts(deadRoutes(expired)))
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.9 })
    expect(textOf(verdict)).toContain('CERT_HAS_EXPIRED')
  })

  it('sees that one of several API servers has it', () => {
    const message = 'x509: certificate has expired or is not yet valid'
    const facts = [reach('/version', { outcome: 'tls-expired', status: 0, message }), reach('/livez?verbose')]
    expect(verdictOf(rule, facts)).toMatchObject({
      confidence: 0.6,
      because: [{ text: expect.stringContaining(message) }],
    })
  })

  it('is fine when requests are answered', async () => {
    expect(verdictOf(rule, await apiserverFacts(apiserverRoutes()))).toMatchObject({ fine: expect.any(String) })
  })

  it.each(['tls-untrusted', 'tls-name'] as const)('does not mistake %s for it', (outcome) => {
    expect(verdictOf(rule, reachAll({ outcome, status: 0 }))).toEqual({ status: 'False' })
  })

  it('claims nothing about a server that does not answer', () => {
    expect(verdictOf(rule, reachAll({ outcome: 'refused', status: 0 }))).toEqual({ status: 'False' })
  })
})
