import type { EpochMs } from '../../../diagnosis/evidence.ts'
import type { SimClock } from '../../cluster/sim-clock.ts'
import type { Tier } from './method.ts'

const minuteMs = 60_000
/** Calls a minute; for `post` this is the ceiling over all channels of the workspace. */
const perMinute: Readonly<Record<Tier, number>> = { 2: 20, 3: 50, 4: 100, special: 600, post: 300 }
/** A channel takes one message a second, and this many at once after a quiet time. */
const burst = 4

export interface RateLimiter {
  /** Counts a call. Answers the seconds of `Retry-After` if it is one too many; such a call counts for nothing. */
  take(method: string, tier: Tier, channel: string | undefined): number | undefined
}

export function createRateLimiter(clock: SimClock): RateLimiter {
  const calls = new Map<string, EpochMs[]>()
  const buckets = new Map<string, Bucket>()

  function overTier(method: string, tier: Tier): number | undefined {
    const now = clock.now()
    const recent = (calls.get(method) ?? []).filter((at) => at > now - minuteMs)
    calls.set(method, recent)
    const oldest = recent[0]
    if (oldest === undefined || recent.length < perMinute[tier]) return undefined
    return Math.max(1, Math.ceil((oldest + minuteMs - now) / 1000))
  }

  return {
    take(method, tier, channel) {
      const wait = overTier(method, tier)
      if (wait !== undefined) return wait
      if (tier === 'post' && channel) {
        const bucket = buckets.get(channel) ?? { tokens: burst, filledAt: clock.now() }
        buckets.set(channel, bucket)
        if (!takeToken(bucket, clock.now())) return 1
      }
      calls.get(method)?.push(clock.now())
      return undefined
    },
  }
}

interface Bucket {
  tokens: number
  filledAt: EpochMs
}

/** A hair under one counts as one: simulated time may advance in fractions. */
function takeToken(bucket: Bucket, now: EpochMs): boolean {
  bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.filledAt) / 1000)
  bucket.filledAt = now
  if (bucket.tokens < 0.999) return false
  bucket.tokens -= 1
  return true
}
