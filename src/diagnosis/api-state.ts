import type { Fact } from './fact.ts'
import { type Because, because } from './rule.ts'
import { spanText } from './span.ts'

type Reach = Fact<'apiserverReach'>

/**
 * How the API server met us. `answers` it speaks for itself, be it to refuse us · `refuses` nobody listens · `silent`
 * nothing comes back · `cut` the connection ends in the middle · `proxy-error` 5xx to `/version`, which needs nothing but
 * the server itself · `far` our own network or resolver does not get there · `foreign` what listens there speaks no TLS
 * or no HTTP, or refuses our handshake · `certificate` its TLS certificate is not accepted · `flaky` some requests are
 * answered and others not · `unasked` nobody knows.
 */
export type ApiState =
  | 'answers'
  | 'refuses'
  | 'silent'
  | 'cut'
  | 'proxy-error'
  | 'far'
  | 'foreign'
  | 'certificate'
  | 'flaky'
  | 'unasked'

/** Judges by `/version`, which needs no storage; the others tell whether that one was an exception. */
export function apiStateOf(reaches: readonly Reach[]): ApiState {
  const version = reaches.find(({ value }) => value.path === '/version')
  if (!version) return 'unasked'
  const state = stateOf(version)
  if (state === 'answers') return reaches.some(isBroken) ? 'flaky' : 'answers'
  return reaches.some((reach) => stateOf(reach) === 'answers') ? 'flaky' : state
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

function stateOf({ value: { outcome, status } }: Reach): Exclude<ApiState, 'flaky' | 'unasked'> {
  switch (outcome) {
    case 'ok':
      return 'answers'
    case 'http-error':
      if (status === 0) return 'foreign'
      return status >= 500 ? 'proxy-error' : 'answers'
    case 'refused':
      return 'refuses'
    case 'timeout':
    case 'tls-timeout':
      return 'silent'
    case 'reset':
      return 'cut'
    case 'dns':
    case 'no-route':
      return 'far'
    case 'tls-expired':
    case 'tls-name':
    case 'tls-untrusted':
      return 'certificate'
  }
}

/** No answer at all. A slow one may be the storage's fault, so a timeout does not count beside an answer. */
function isBroken(reach: Reach): boolean {
  return ['refuses', 'cut'].includes(stateOf(reach))
}
