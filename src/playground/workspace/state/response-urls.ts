import { randomBytes } from 'node:crypto'
import type { EpochMs } from '../../../diagnosis/evidence.ts'
import type { SimClock } from '../../cluster/sim-clock.ts'

/** Limits of https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const lifetimeMs = 30 * 60_000
const maxUses = 5

/** What a response_url belongs to. */
export interface ResponseOrigin {
  readonly channel: string
  readonly user: string
  /** The message that carried the clicked element; `replace_original` and `delete_original` act on it. */
  readonly message?: { readonly ts: string; readonly ephemeral: boolean }
  readonly threadTs?: string
}

export interface ResponseUrls {
  /** The last part of the URL. */
  mint(origin: ResponseOrigin): string
  /** Counts a use; refused after five uses or 30 minutes. */
  use(token: string): ResponseOrigin | 'used_url' | 'expired_url'
}

export function createResponseUrls(clock: SimClock): ResponseUrls {
  const known = new Map<string, { origin: ResponseOrigin; mintedAt: EpochMs; uses: number }>()
  return {
    mint(origin) {
      const token = randomBytes(12).toString('hex')
      known.set(token, { origin, mintedAt: clock.now(), uses: 0 })
      return token
    },
    use(token) {
      const url = known.get(token)
      if (!url || clock.now() - url.mintedAt > lifetimeMs) return 'expired_url'
      if (url.uses >= maxUses) return 'used_url'
      url.uses += 1
      return url.origin
    },
  }
}
