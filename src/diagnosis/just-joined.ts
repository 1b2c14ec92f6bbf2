import type { EpochMs } from './evidence.ts'
import type { Fact } from './fact.ts'

/** How long a new node may look broken: its network agent must be pulled and started first. */
const settlingMs = 3 * 60_000

/**
 * The node joined the cluster within the last minutes. Until its agents run it says "cni plugin not initialized", fails
 * sandboxes and has not listed its containers: all of it normal.
 */
export function hasJustJoined(identities: readonly Fact<'nodeIdentity'>[], now: EpochMs): boolean {
  return identities.some(({ value }) => isNewlyCreated(value.createdAt, now))
}

/** The same for any node of the cluster. */
export function isNewlyCreated(createdAt: EpochMs, now: EpochMs): boolean {
  return createdAt > now - settlingMs
}
