import { randomBytes } from 'node:crypto'
import type { EpochMs } from '../../../diagnosis/evidence.ts'
import type { SimClock } from '../../cluster/sim-clock.ts'

/** How long a trigger id opens a view: https://docs.slack.dev/interactivity/handling-user-interaction */
const lifetimeMs = 3_000

type TriggerRefusal = 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id'

/** Trigger ids: each opens or pushes one view for the user who caused it, within three seconds. */
export interface TriggerIds {
  mint(user: string): string
  /** The user whose interaction it was; uses the id up. */
  exchange(triggerId: string): { readonly user: string } | { readonly refusal: TriggerRefusal }
}

export function createTriggerIds(clock: SimClock): TriggerIds {
  const known = new Map<string, { user: string; mintedAt: EpochMs; used: boolean }>()
  return {
    mint(user) {
      const id = `${known.size + 1}.${clock.now()}.${randomBytes(8).toString('hex')}`
      known.set(id, { user, mintedAt: clock.now(), used: false })
      return id
    },
    exchange(triggerId) {
      const trigger = known.get(triggerId)
      if (!trigger) return { refusal: 'invalid_trigger_id' }
      if (trigger.used) return { refusal: 'exchanged_trigger_id' }
      if (clock.now() - trigger.mintedAt > lifetimeMs) return { refusal: 'expired_trigger_id' }
      trigger.used = true
      return { user: trigger.user }
    },
  }
}
