import { describe, expect, it } from 'vitest'
import { csrsCollector } from '../../../../src/collectors/csrs.ts'
import { kubeletCertificateExpired } from '../../../../src/diagnosis/rules/kubelet/certificate-expired.ts'
import { csrsProvider } from '../../../../src/facts/csrs.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { factsFrom, fixtureJson } from '../../../collectors/recorded-reader.ts'
import { ago, textOf, verdictOf } from '../../facts-builder.ts'
import { csr, lease, logLine, reach, ready } from '../../node-facts.ts'

const silent = [ready('Unknown', 300), lease(350)]

describe('kubelet.certificate-expired', () => {
  it('is likely when requests stay unanswered and a living kubelet is silent, through collector and provider', async () => {
    const path = '/apis/certificates.k8s.io/v1/certificatesigningrequests?limit=250'
    const routes = { [path]: fixtureJson('csrs/list.json') }
    const csrs = await factsFrom(csrsCollector, csrsProvider, routes, { kind: 'node', name: 'node-3' })
    const verdict = verdictOf(kubeletCertificateExpired, [...silent, ...csrs, reach('ok', 'ok')])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.85 })
    expect(textOf(verdict)).toContain('Its request csr-pending of 30 min ago is pending')
    expect(textOf(verdict)).not.toContain('csr-denied')
  })

  it.each([
    'It has been 5m0s since a valid client cert was found, but the server is not responsive. A restart may be necessary',
    'The currently active client certificate has expired, but the server is not responsive.',
    'part of the existing bootstrap client certificate in /etc/kubernetes/kubelet.conf is expired: 2026-05-29 10:00:00 +0000 UTC',
    '"Current certificate is expired" logger="kubernetes.io/kube-apiserver-client-kubelet"',
  ])('is found in the words of the kubelet: %s', (message) => {
    expect(verdictOf(kubeletCertificateExpired, [...silent, logLine(message)])).toMatchObject({ confidence: 0.95 })
  })

  it('leaves lines of an earlier trouble alone', () => {
    const expired = 'The currently active client certificate has expired, but the server is not responsive.'
    const old = [
      logLine(expired, { at: ago(7_200) }),
      logLine(expired, { at: undefined }),
      logLine('Unauthorized', { at: ago(7_200) }),
    ]
    expect(verdictOf(kubeletCertificateExpired, [...silent, ...old]).status).toBe('False')
  })

  it('is likely when the credentials of a silent kubelet are refused', () => {
    const refused = logLine(
      '"Error updating node status, will retry" err="error getting node \\"node-3\\": Unauthorized"',
    )
    expect(verdictOf(kubeletCertificateExpired, [...silent, refused])).toMatchObject({ confidence: 0.65 })
  })

  it('is less certain when nobody could knock at the kubelet', () => {
    expect(verdictOf(kubeletCertificateExpired, [...silent, csr('pending', 3600)])).toMatchObject({ confidence: 0.6 })
  })

  it('is information while the present certificate still works', () => {
    const facts = [ready('True'), lease(5), csr('denied', 600, { message: 'denied by kubectl certificate deny' })]
    expect(verdictOf(kubeletCertificateExpired, facts)).toMatchObject({ status: 'True', severity: 'info' })
  })

  it('is not found when a later request was granted, or a new one just arrived', () => {
    expect(verdictOf(kubeletCertificateExpired, [...silent, csr('denied', 3600), csr('issued', 600)]).status).toBe(
      'False',
    )
    expect(verdictOf(kubeletCertificateExpired, [...silent, csr('pending', 20)]).status).toBe('False')
  })

  it("does not take the API server's expired certificate for the kubelet's", () => {
    const server = logLine(
      'Failed to update lease: Get "https://10.0.0.1:6443": tls: failed to verify certificate: x509: certificate has expired or is not yet valid',
    )
    expect(verdictOf(kubeletCertificateExpired, [...silent, server]).status).toBe('False')
  })

  it('does not take an unapproved serving certificate for an expired client certificate', () => {
    const serving = csr('pending', 3600, { signer: 'kubernetes.io/kubelet-serving' })
    expect(verdictOf(kubeletCertificateExpired, [...silent, serving]).status).toBe('False')
  })

  it('is not found on a recorded healthy node', async () => {
    expect(await verdictOnState(kubeletCertificateExpired, 'healthy')).toMatchObject({
      status: 'False',
      fine: expect.any(String),
    })
  })
})
