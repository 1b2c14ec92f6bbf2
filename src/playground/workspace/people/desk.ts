import type { Deliverer } from '../deliver/deliver.ts'
import type { Interaction } from '../deliver/interaction.ts'
import type { Channel } from '../state/channel.ts'
import type { Person } from '../state/person.ts'
import type { ResponseOrigin } from '../state/response-urls.ts'
import type { WorkspaceState } from '../state/workspace-state.ts'

/** What one person's client works with: who they are, the workspace, and the way to the app. */
export interface Desk {
  readonly person: Person
  readonly state: WorkspaceState
  readonly deliverer: Deliverer
  readonly baseUrl: () => string
}

/** A channel that the person can write in. Throws for what Slack's client would not even offer. */
export function channelAt({ state, person }: Desk, id: string): Channel {
  const channel = state.channels.get(id)
  if (!channel) throw new Error(`there is no channel ${id}`)
  if (!channel.members.has(person.id)) throw new Error(`${person.name} is not in ${channel.name}`)
  if (channel.archived) throw new Error(`${channel.name} is archived`)
  return channel
}

export function mintResponseUrl({ state, baseUrl }: Desk, origin: ResponseOrigin): string {
  return `${baseUrl()}/response/${state.responseUrls.mint(origin)}`
}

/** A line that Slack itself shows to one person. */
export function tell({ state, person }: Desk, channel: string, text: string, threadTs?: string): void {
  state.ephemerals.push({ channel, ts: state.nextTs(), to: person.id, from: 'slack', text, blocks: [], threadTs })
  state.changes.notify()
}

/** The error that Slack's client shows when the app did not answer as it should. */
export function failureOf({ outcome }: Interaction): string | undefined {
  if (outcome === 'acknowledged') return undefined
  return outcome === 'too-late' ? 'operation_timeout' : 'dispatch_failed'
}
