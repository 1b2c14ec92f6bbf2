import type { Fields } from '../fields.ts'
import { type Channel, repliesTo } from '../state/channel.ts'
import { type Message, messageObject } from '../state/message.ts'
import type { Person } from '../state/person.ts'
import { type OpenView, viewObject } from '../state/views.ts'
import type { WorkspaceState } from '../state/workspace-state.ts'

/** The payloads of commands, clicks, submissions and events, field by field as Slack sends them. */

/** The name of a channel as slash commands carry it. */
function commandChannelName({ kind, name }: Channel): string {
  if (kind === 'im') return 'directmessage'
  return kind === 'private' ? 'privategroup' : name
}

export interface SlashParts {
  readonly person: Person
  readonly channel: Channel
  readonly command: string
  readonly text: string
  readonly triggerId: string
  readonly responseUrl: string
}

export function slashPayload({ team, app }: WorkspaceState, parts: SlashParts): Fields {
  const { person, channel, command, text, triggerId, responseUrl } = parts
  return {
    token: 'simulated-verification-token',
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: commandChannelName(channel),
    user_id: person.id,
    user_name: person.name,
    command,
    text,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: triggerId,
  }
}

/** What every interactive payload has. */
export function interactionBase({ team, app }: WorkspaceState, person: Person, triggerId: string): Fields {
  return {
    token: 'simulated-verification-token',
    api_app_id: app.id,
    is_enterprise_install: false,
    enterprise: null,
    team: { id: team.id, domain: team.domain },
    user: { id: person.id, username: person.name, name: person.name, team_id: person.team },
    trigger_id: triggerId,
  }
}

export function messageForPayload(state: WorkspaceState, channel: Channel, message: Message): Fields {
  const replies = repliesTo(channel, message.ts)
  return { ...messageObject(message, { withMetadata: true, replies }), app_id: state.app.id, team: state.team.id }
}

export function viewForPayload(state: WorkspaceState, open: OpenView, values: Fields): Fields {
  const { id: appId, botId } = state.app
  return { ...viewObject(open, { teamId: state.team.id, appId, botId }), state: { values } }
}

export function eventCallback(state: WorkspaceState, event: Fields): Fields {
  const { team, app } = state
  return {
    token: 'simulated-verification-token',
    type: 'event_callback',
    team_id: team.id,
    api_app_id: app.id,
    event: { event_ts: state.nextTs(), ...event },
    event_id: state.mint('Ev'),
    event_time: Math.floor(state.clock.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: app.botUser, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
  }
}
