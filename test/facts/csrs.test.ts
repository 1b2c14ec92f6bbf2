import { expect, it } from 'vitest'
import { csrsCollector } from '../../src/collectors/csrs.ts'
import { csrsProvider } from '../../src/facts/csrs.ts'
import { factsFrom, fixtureJson } from '../collectors/recorded-reader.ts'

it('makes a fact of each CSR, trouble marked', async () => {
  const routes = { '/apis/certificates.k8s.io/v1/certificatesigningrequests?limit=250': fixtureJson('csrs/list.json') }
  const facts = await factsFrom(csrsCollector, csrsProvider, routes, { kind: 'node', name: 'node-3' })
  expect(facts.map(({ from, moment }) => [from.ref, moment?.tone])).toEqual([
    ['CertificateSigningRequest csr-issued', 'neutral'],
    ['CertificateSigningRequest csr-failed', 'abnormal'],
    ['CertificateSigningRequest csr-denied', 'abnormal'],
    ['CertificateSigningRequest csr-pending', 'neutral'],
  ])
})
