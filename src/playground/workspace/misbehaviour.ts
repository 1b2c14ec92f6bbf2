/** How Slack's side of a Web API call, a response_url or an upload goes wrong. */
export type AnswerMisbehaviour =
  /** 429 with Retry-After; nothing was done. */
  | { readonly kind: 'limited'; readonly retryAfterSeconds: number }
  /** An HTTP error such as 500 or 503; nothing was done. */
  | { readonly kind: 'status'; readonly status: number }
  /** HTTP 200 with `{ok: false, error}`, e.g. `internal_error`. */
  | { readonly kind: 'error'; readonly error: string }
  /** Never answers. `done` says whether the call took effect before that. */
  | { readonly kind: 'hung'; readonly done: boolean }
  /** The connection is cut instead of an answer. */
  | { readonly kind: 'dropped'; readonly done: boolean }
  /** Takes effect at once and answers so much later. */
  | { readonly kind: 'late'; readonly delayMs: number }

/** How a delivery from Slack to the app goes wrong. */
export type DeliveryMisbehaviour =
  | { readonly kind: 'late'; readonly delayMs: number }
  /** The same payload arrives twice. */
  | { readonly kind: 'duplicate' }
  /** It never arrives. */
  | { readonly kind: 'lost' }
  /** Signed with another secret (HTTP mode only, as the two below). */
  | { readonly kind: 'bad-signature' }
  /** Signed rightly, but so much away from now: negative is the past. */
  | { readonly kind: 'time-shift'; readonly shiftMs: number }
  /** The connection is cut before the answer. */
  | { readonly kind: 'cut' }

/** What was planned: how often it happened so far, and a way to end it. */
interface Planned {
  used(): number
  stop(): void
}

/** Misbehaviour to come, by place: a method name, `response_url`, `upload`, a delivery kind, or `*` for every place. */
export interface Plan<Misbehaviour> {
  /** The next `times` uses of `where` misbehave; once by default, `Infinity` until stopped. */
  add(where: string, misbehaviour: Misbehaviour, times?: number): Planned
  /** What happens to this use; the oldest plan that fits. */
  take(where: string): Misbehaviour | undefined
}

export function createPlan<Misbehaviour>(): Plan<Misbehaviour> {
  const entries: { where: string; misbehaviour: Misbehaviour; left: number; used: number }[] = []
  return {
    add(where, misbehaviour, times = 1) {
      const entry = { where, misbehaviour, left: times, used: 0 }
      entries.push(entry)
      return {
        used: () => entry.used,
        stop() {
          entry.left = 0
        },
      }
    },
    take(where) {
      const entry = entries.find((one) => one.left > 0 && (one.where === where || one.where === '*'))
      if (!entry) return undefined
      entry.left -= 1
      entry.used += 1
      return entry.misbehaviour
    },
  }
}
