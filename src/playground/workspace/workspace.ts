import type { SimClock } from '../cluster/sim-clock.ts'
import type { ChannelHandle } from './channel-handle.ts'
import type { Interaction } from './deliver/interaction.ts'
import type { DisconnectReason } from './deliver/socket-transport.ts'
import type { AnswerMisbehaviour, DeliveryMisbehaviour, Plan } from './misbehaviour.ts'
import type { PersonActions } from './people/person-actions.ts'
import type { RenderOptions } from './render/channel.ts'
import type { AppSpec, TokenTrouble } from './state/app.ts'
import type { Empty } from './state/changes.ts'
import type { ChannelSpec } from './state/channel.ts'
import type { Person, UserGroup } from './state/person.ts'
import type { Team } from './state/workspace-state.ts'
import type { ApiCall } from './web-api/call-method.ts'

export interface WorkspaceOptions {
  /** What deadlines, lifetimes, rate limits and timestamps go by; real time by default. */
  readonly clock?: SimClock
  /** Loopback port; 0 (the default) takes any free one. */
  readonly port?: number
  readonly team?: Team
  /** What differs from the default app, e.g. fewer scopes. */
  readonly app?: Partial<AppSpec>
  readonly people?: readonly Person[]
  readonly groups?: readonly UserGroup[]
  readonly channels?: readonly ChannelSpec[]
  /** Slack's rate limits; true by default. */
  readonly rateLimits?: boolean
  /** Block types that this workspace does not know yet. */
  readonly unsupportedBlocks?: readonly string[]
}

/** A Slack workspace on loopback, with people in it. */
export interface Workspace {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string
  /** What a client takes as `slackApiUrl`. */
  readonly apiUrl: string
  readonly app: AppSpec
  /** HTTP mode: from now on everything is POSTed to this URL. Without it, Socket Mode. */
  sendTo(requestUrl: string): void
  user(id: string): PersonActions
  channel(id: string): ChannelHandle
  /** A channel as a person reads it, in plain text. */
  renderChannel(id: string, options?: RenderOptions): string
  /** Everything that was delivered to the app, oldest first. */
  interactions(): readonly Interaction[]
  /** Web API calls that were answered, oldest first; all, or those of one method. */
  calls(method?: string): readonly ApiCall[]
  /** Plans wrong answers; places are method names, `response_url`, `upload` and `*`. */
  readonly answers: Plan<AnswerMisbehaviour>
  /** Plans wrong deliveries; places are `slash_commands`, `interactive`, `events_api` and `*`. */
  readonly deliveries: Plan<DeliveryMisbehaviour>
  readonly sockets: {
    connections(): number
    disconnect(reason: DisconnectReason): void
    /** Breaks every connection without a word. */
    cut(): void
  }
  /** Adds a person or changes one, e.g. deactivates them. */
  setPerson(person: Person): void
  /** Adds a user group or changes its members. */
  setGroup(group: UserGroup): void
  /** Makes every token fail from now on; undefined makes them work again. */
  revoke(trouble: TokenTrouble | undefined): void
  /** Resolves once `probe` gives something; it is asked at every change. */
  until<Value>(probe: () => Value | Empty): Promise<Value>
  /** Resolves once no delivery waits for its outcome. */
  idle(): Promise<unknown>
  close(): Promise<void>
}
