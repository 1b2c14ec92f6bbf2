import type { ReachOutcome } from '../diagnosis/facts/kubelet.ts'

/** What Go's network errors mean, narrowest first: a TLS timeout says "timeout" too. */
const meanings: readonly { readonly text: RegExp; readonly outcome: ReachOutcome }[] = [
  { text: /TLS handshake timeout/i, outcome: 'tls-timeout' },
  { text: /certificate has expired|not yet valid/i, outcome: 'tls-expired' },
  { text: /certificate is (not )?valid for|doesn't contain any IP SANs/i, outcome: 'tls-name' },
  { text: /x509:|failed to verify certificate|tls: /i, outcome: 'tls-untrusted' },
  { text: /no such host|server misbehaving/i, outcome: 'dns' },
  { text: /connection refused/i, outcome: 'refused' },
  { text: /no route to host|network is unreachable|host is unreachable|host is down/i, outcome: 'no-route' },
  { text: /connection reset|broken pipe|\bEOF\b/i, outcome: 'reset' },
  { text: /timeout|timed out|deadline exceeded/i, outcome: 'timeout' },
]

/** How a connection ended, by the words of the API server about it ("error trying to reach service: dial tcp …"). */
export function reachOutcomeOf(message: string): ReachOutcome {
  return meanings.find(({ text }) => text.test(message))?.outcome ?? 'http-error'
}
