import type { Fact } from './fact.ts'
import { type Because, because } from './rule.ts'
import { spanText } from './span.ts'

type Reach = Fact<'apiserverReach'>

/**
 * How the API server met us. `answers` it speaks for itself, be it to refuse us · `refuses` nobody listens · `silent`
 * nothing comes back · `cut` the connection ends in the middle · `proxy-error` 5xx to `/version`, which needs nothing but
 * the server itself · `far` our own network or resolver does not get there · `foreign` what listens there speaks no TLS
 * or no HTTP, or refuses our handshake · `impostor` it answers HTTP, but not as a Kubernetes API server does · `redirects`
 * it sends us elsewhere (a login page) · `plain` we asked by http:// what speaks TLS · `unauthorized` 401 · `throttles`
 * 429 · `certificate` its TLS certificate is not accepted · `hasty` our own time limit was too short to tell · `flaky`
 * some requests are answered and others not · `unasked` nobody knows.
 */
export type ApiState =
  | 'answers'
  | 'refuses'
  | 'silent'
  | 'cut'
  | 'proxy-error'
  | 'far'
  | 'foreign'
  | 'impostor'
  | 'redirects'
  | 'plain'
  | 'unauthorized'
  | 'throttles'
  | 'certificate'
  | 'hasty'
  | 'flaky'
  | 'unasked'

/** Judges by `/version`, which needs no storage; the others tell whether that one was an exception. */
export function apiStateOf(reaches: readonly Reach[]): ApiState {
  const version = reaches.find(({ value }) => value.path === '/version')
  if (!version) return 'unasked'
  const state = stateOf(version)
  if (state === 'answers') return reaches.some(isBroken) ? 'flaky' : 'answers'
  if (reaches.some((reach) => stateOf(reach) === 'answers')) return 'flaky'
  return state === 'silent' && reaches.every(({ value }) => value.tookMs < patienceMs) ? 'hasty' : state
}

/** Silence for less than this, because the person's time limit was short, may be a slow way. */
const patienceMs = 1_500

/** False where what answers is certainly something else: nothing that it says is about a cluster. */
export function isKubernetes(state: ApiState): boolean {
  return state !== 'impostor' && state !== 'redirects' && state !== 'plain'
}

/** What was tried and how it ended: one line for each way, with all the paths that went it. */
export function attemptLines(reaches: readonly Reach[]): readonly Because[] {
  const ends = new Map<string, Reach[]>()
  for (const reach of reaches) {
    const end = endText(reach)
    ends.set(end, [...(ends.get(end) ?? []), reach])
  }
  return [...ends.entries()].map(([end, same]) =>
    because(`GET ${same.map(({ value }) => value.path).join(', ')}: ${end}`, ...same),
  )
}

function endText({ value: { outcome, status, message, tookMs } }: Reach): string {
  const after = tookMs >= 1_000 ? ` after ${spanText(tookMs)}` : ''
  if (status === 0) return message || `${outcome}${after}`
  return message === '' ? `${status}${after}` : `${status}${after}: ${message}`
}

/** Go's server and nginx say so with a 400. */
const wantsTls = /HTTP request (was sent )?to (an )?HTTPS (server|port)/i

function stateOf({ value }: Reach): Exclude<ApiState, 'flaky' | 'hasty' | 'unasked'> {
  switch (value.outcome) {
    case 'ok':
      return 'answers'
    case 'http-error':
      return stateOfStatus(value)
    case 'foreign':
      return 'impostor'
    case 'refused':
      return 'refuses'
    case 'timeout':
    case 'tls-timeout':
      return 'silent'
    case 'reset':
      // A TLS server hangs up on plain text. Hardly any API server is asked by http://, so that is the likelier mistake.
      return value.plain ? 'plain' : 'cut'
    case 'dns':
    case 'no-route':
      return 'far'
    case 'tls-expired':
    case 'tls-name':
    case 'tls-untrusted':
      return 'certificate'
  }
}

function stateOfStatus({ status, message }: Reach['value']): Exclude<ApiState, 'flaky' | 'hasty' | 'unasked'> {
  if (status === 0) return 'foreign'
  if (status === 400 && wantsTls.test(message)) return 'plain'
  if (status === 401) return 'unauthorized'
  if (status === 429) return 'throttles'
  if (status >= 300 && status < 400) return 'redirects'
  return status >= 500 ? 'proxy-error' : 'answers'
}

/** No answer at all. A slow one may be the storage's fault, so a timeout does not count beside an answer. */
function isBroken(reach: Reach): boolean {
  return ['refuses', 'cut'].includes(stateOf(reach))
}
