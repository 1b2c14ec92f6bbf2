import type { ChannelSpec } from './state/channel.ts'
import type { Person, UserGroup } from './state/person.ts'
import type { Team } from './state/workspace-state.ts'

/** The workspace that a demo or test starts with, unless it brings its own: one of each kind of person and channel. */

/** The workspace itself. */
export const seedTeam: Team = { id: 'T0HOME', domain: 'example', name: 'Example' }
const otherTeam = 'T0AWAY'

/** One person of each kind. */
export const seedPeople: readonly Person[] = [
  person('U0MEMBERA', 'member-a', 'Member A', 'member'),
  person('U0MEMBERB', 'member-b', 'Member B', 'member'),
  person('U0ADMIN', 'admin', 'Workspace Admin', 'admin'),
  person('U0GUEST', 'guest', 'Guest', 'guest'),
  person('U0SINGLE', 'single', 'Single-Channel Guest', 'single-channel-guest'),
  { ...person('U0CONNECTED', 'connected', 'Connected Person', 'connected'), team: otherTeam },
  { ...person('U0STRANGER', 'stranger', 'Stranger', 'stranger'), team: otherTeam },
  person('U0GONE', 'gone', 'Deactivated Member', 'deactivated'),
  person('U0OTHERBOT', 'otherbot', 'Other Bot', 'bot'),
]

/** The user groups. */
export const seedGroups: readonly UserGroup[] = [
  { id: 'S0ONCALL', handle: 'oncall', members: ['U0MEMBERB', 'U0ADMIN'] },
]

const locals = ['U0MEMBERA', 'U0MEMBERB', 'U0ADMIN', 'U0GUEST', 'U0OTHERBOT']

/** One channel of each kind; the bot is in some. */
export function seedChannels(botUser: string): readonly ChannelSpec[] {
  return [
    { id: 'C0OPS', name: 'ops', members: [...locals, 'U0SINGLE', botUser] },
    { id: 'C0RANDOM', name: 'random', members: locals },
    { id: 'C0SECRET', name: 'secret', kind: 'private', members: ['U0MEMBERA', 'U0ADMIN'] },
    { id: 'C0INCIDENT', name: 'incident', kind: 'private', members: [...locals, botUser] },
    { id: 'C0SHARED', name: 'shared', kind: 'shared', members: [...locals, 'U0CONNECTED', botUser] },
    { id: 'C0OLD', name: 'old', members: [...locals, botUser], archived: true },
  ]
}

function person(id: string, name: string, realName: string, kind: Person['kind']): Person {
  return { id, name, realName, kind, team: seedTeam.id, email: `${name}@example.com` }
}
