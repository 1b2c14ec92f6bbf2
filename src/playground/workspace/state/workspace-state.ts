import type { SimClock } from '../../cluster/sim-clock.ts'
import type { Fields } from '../fields.ts'
import type { AppSpec, TokenTrouble } from './app.ts'
import { type Changes, createChanges } from './changes.ts'
import type { Channel } from './channel.ts'
import { createCounters } from './counters.ts'
import type { EphemeralMessage, SharedFile } from './message.ts'
import type { Person, UserGroup } from './person.ts'
import { createResponseUrls, type ResponseUrls } from './response-urls.ts'
import { createTriggerIds, type TriggerIds } from './trigger-ids.ts'
import { createViews, type Views } from './views.ts'

/** The workspace that the app is installed in. */
export interface Team {
  readonly id: string
  readonly domain: string
  readonly name: string
}

/** A file between files.getUploadURLExternal and its sharing. */
interface Upload {
  readonly id: string
  readonly name: string
  readonly length: number
  content?: string
  completed: boolean
}

/** Everything that the simulated Slack remembers. No networking here: that is `web-api/` and `deliver/`. */
export interface WorkspaceState {
  readonly clock: SimClock
  readonly team: Team
  readonly app: AppSpec
  readonly changes: Changes
  readonly people: Map<string, Person>
  readonly groups: Map<string, UserGroup>
  readonly channels: Map<string, Channel>
  readonly ephemerals: EphemeralMessage[]
  readonly uploads: Map<string, Upload>
  readonly files: Map<string, SharedFile>
  readonly triggers: TriggerIds
  readonly responseUrls: ResponseUrls
  readonly views: Views
  /** Set once somebody revoked the app's tokens: every call fails with it. */
  tokenTrouble: TokenTrouble | undefined
  /** Block types that this workspace does not know yet: Slack rolls new ones out in phases. */
  readonly unsupportedBlocks: Set<string>
  /** A new id, e.g. `mint('F')` → `F0000001`. */
  mint(prefix: string): string
  /** A new message id, greater than every earlier one. */
  nextTs(): string
  /** Hands an inner event (`{type: 'message', …}`) to whoever delivers events to the app. */
  publish(event: Fields): void
  onEvent(listener: (event: Fields) => void): void
}

export interface StateOptions {
  readonly clock: SimClock
  readonly team: Team
  readonly app: AppSpec
}

export function createState({ clock, team, app }: StateOptions): WorkspaceState {
  const counters = createCounters(clock)
  const listeners: ((event: Fields) => void)[] = []
  return {
    clock,
    team,
    app,
    changes: createChanges(),
    people: new Map(),
    groups: new Map(),
    channels: new Map(),
    ephemerals: [],
    uploads: new Map(),
    files: new Map(),
    triggers: createTriggerIds(clock),
    responseUrls: createResponseUrls(clock),
    views: createViews(counters.mint, clock),
    tokenTrouble: undefined,
    unsupportedBlocks: new Set(),
    ...counters,
    publish(event) {
      for (const listener of listeners) listener(event)
    },
    onEvent(listener) {
      listeners.push(listener)
    },
  }
}
