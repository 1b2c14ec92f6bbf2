import { describe, expect, it } from 'vitest'
import { reachOutcomeOf } from '../../src/facts/reach-outcome.ts'

describe('reachOutcomeOf', () => {
  it.each([
    ['dial tcp 127.0.0.1:10250: connect: connection refused', 'refused'],
    ['dial tcp 10.0.0.3:10250: i/o timeout', 'timeout'],
    ['dial tcp 10.0.0.3:10250: connect: connection timed out', 'timeout'],
    ['context deadline exceeded', 'timeout'],
    ['dial tcp 10.0.0.3:10250: connect: no route to host', 'no-route'],
    ['dial tcp 10.0.0.3:10250: connect: network is unreachable', 'no-route'],
    ['dial tcp: lookup node-3 on 10.96.0.10:53: no such host', 'dns'],
    ['read tcp 10.0.0.1:4->10.0.0.3:10250: read: connection reset by peer', 'reset'],
    ['EOF', 'reset'],
    ['net/http: TLS handshake timeout', 'tls-timeout'],
    ['tls: failed to verify certificate: x509: certificate signed by unknown authority', 'tls-untrusted'],
    ['x509: certificate has expired or is not yet valid: current time … is after …', 'tls-expired'],
    ['x509: certificate is valid for 10.0.0.2, not 10.0.0.3', 'tls-name'],
    ['something new', 'http-error'],
  ])('reads "%s" as %s', (message, outcome) => {
    expect(reachOutcomeOf(`error trying to reach service: ${message}`)).toBe(outcome)
  })
})
