import type { Fact } from './fact.ts'

/**
 * What the API server met at the kubelet's port. `answers` a kubelet spoke, be it to refuse · `closed` the host
 * answers, nobody listens · `hung` a listener accepts and never finishes the TLS handshake · `vanished` nothing came
 * back within the API server's limit · `no-answer` our own limit ended the wait, after the 10 s of a TLS handshake: most
 * likely vanished ·
 * `no-route` no neighbour, or a firewall that rejects · `broken` the connection was cut · `unasked` nobody knows.
 */
export type KubeletPort = 'answers' | 'closed' | 'hung' | 'vanished' | 'no-answer' | 'no-route' | 'broken' | 'unasked'

/** What all tries together say about the kubelet's port. */
export function kubeletPortOf(reaches: readonly (Fact<'kubeletReach'> | Fact<'siblingReach'>)[]): KubeletPort {
  const reach = reaches[0]?.value
  if (!reach) return 'unasked'
  switch (reach.outcome) {
    case 'ok':
    case 'http-error':
    case 'tls-untrusted':
    case 'tls-expired':
    case 'tls-name':
      return 'answers'
    case 'refused':
      return 'closed'
    case 'tls-timeout':
      return 'hung'
    case 'timeout':
      return reach.status === 0 ? 'no-answer' : 'vanished'
    case 'no-route':
      return 'no-route'
    case 'reset':
      return 'broken'
    case 'dns':
    case 'foreign':
      return 'unasked'
  }
}
