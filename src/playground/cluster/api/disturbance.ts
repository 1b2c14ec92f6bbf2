import { type Reply, TEXT_PLAIN, type TextReply } from './reply.ts'

/** What goes wrong on the way between a client and the API server. */
export type Effect =
  /** The answer comes this much later, in wall time. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** No answer ever. */
  | { readonly kind: 'hang' }
  /** The connection is reset instead of an answer. */
  | { readonly kind: 'reset' }
  /** An overloaded server (429, 503), a broken one (500), a load balancer without one (502). */
  | { readonly kind: 'status'; readonly code: 429 | 500 | 502 | 503; readonly retryAfterSeconds?: number }

/** An effect and whom it hits. */
interface Disturbance {
  readonly effect: Effect
  /** Matched against path and query; default: every request. */
  readonly path?: RegExp
  /** The share of matching requests that is hit, spread evenly and the same each time; default 1. */
  readonly share?: number
}

/** The disturbances of one API server. */
export interface Disturbances {
  /** Begins a disturbance; the returned function ends it. */
  add(disturbance: Disturbance): () => void
  clear(): void
  /** Counts a request and says what happens to it. */
  effectsOn(pathAndQuery: string): readonly Effect[]
}

/** True each time the running total of `share` passes a whole number. */
function everyShare(share: number): () => boolean {
  let total = 0
  return () => {
    const before = Math.floor(total)
    total += share
    return Math.floor(total + Number.EPSILON) > before
  }
}

/** No disturbances yet. */
export function createDisturbances(): Disturbances {
  const active = new Map<Disturbance, () => boolean>()
  return {
    add(disturbance) {
      active.set(disturbance, everyShare(disturbance.share ?? 1))
      return () => {
        active.delete(disturbance)
      }
    },
    clear: () => active.clear(),
    effectsOn(pathAndQuery) {
      const matching = [...active].filter(([{ path }]) => path === undefined || path.test(pathAndQuery))
      return matching.filter(([, isHit]) => isHit()).map(([{ effect }]) => effect)
    },
  }
}

const BODIES: Readonly<Record<number, Pick<TextReply, 'body' | 'contentType'>>> = {
  429: { body: 'Too many requests, please try again later.\n', contentType: TEXT_PLAIN },
  500: { body: 'This request caused apiserver to panic. Look in the logs for details.\n', contentType: TEXT_PLAIN },
  502: { body: '<html>\n<head><title>502 Bad Gateway</title></head>\n</html>\n', contentType: 'text/html' },
  503: { body: 'service unavailable\n', contentType: TEXT_PLAIN },
}

/** The answer that a `status` effect gives instead of the API server's. */
export function disturbedReply({ code, retryAfterSeconds }: Extract<Effect, { kind: 'status' }>): Reply {
  const headers: Record<string, string> = {}
  if (retryAfterSeconds !== undefined) headers['Retry-After'] = String(retryAfterSeconds)
  return { kind: 'text', code, body: '', ...BODIES[code], headers }
}
