import type { EpochMs } from '../../../diagnosis/evidence.ts'
import type { Fields } from '../fields.ts'

/**
 * How Slack sees the app's answer: in time; after three seconds or never; with an HTTP error; not reached at all.
 * `waiting` until that is known.
 */
export type Outcome = 'waiting' | 'acknowledged' | 'too-late' | 'refused' | 'unreachable'

/** One thing that Slack delivered to the app: a command, a click, a submission, an event. */
export interface Interaction {
  readonly id: string
  /** `slash_commands`, `block_actions`, `view_submission`, `view_closed`, `block_suggestion`, `message_action`, `event`. */
  readonly kind: string
  readonly user: string
  /** The command line, the action or callback id, or the event type. */
  readonly what: string
  readonly payload: Fields
  readonly sentAt: EpochMs
  readonly outcome: Outcome
  /** Real milliseconds from sending to the answer, also if it came too late; unset while there is none. */
  readonly ackMs?: number
  readonly httpStatus?: number
  /** What the app answered with: empty, plain text, or JSON. */
  readonly answer?: string
  /** The app asked for no retry, or there is nobody to retry for. */
  readonly noRetry?: boolean
  /** How often it was sent: retries of events, duplicates on request. */
  readonly sends: number
}

/** Everything that was delivered, oldest first; entries are replaced as more is known. */
export interface InteractionLog {
  readonly all: readonly Interaction[]
  open(interaction: Omit<Interaction, 'id' | 'outcome' | 'sends'>): string
  change(id: string, change: Partial<Interaction>): Interaction
  get(id: string): Interaction
}

export function createInteractionLog(onChange: () => void): InteractionLog {
  const all: Interaction[] = []
  function position(id: string): number {
    return Number(id) - 1
  }
  function get(id: string): Interaction {
    const interaction = all[position(id)]
    if (!interaction) throw new Error(`there is no interaction ${id}`)
    return interaction
  }
  return {
    all,
    get,
    open(interaction) {
      const id = String(all.length + 1)
      all.push({ ...interaction, id, outcome: 'waiting', sends: 0 })
      return id
    },
    change(id, change) {
      const changed = { ...get(id), ...change }
      all[position(id)] = changed
      onChange()
      return changed
    },
  }
}
