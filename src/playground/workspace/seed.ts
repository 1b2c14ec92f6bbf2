import type { ChannelSpec } from './state/channel.ts'
import type { Person, UserGroup } from './state/person.ts'
import type { Team } from './state/workspace-state.ts'

/** The workspace that a demo or test starts with, unless it brings its own: one of each kind of person and channel. */

export const seedTeam: Team = { id: 'T0HOME', domain: 'example', name: 'Example' }
const otherTeam = 'T0AWAY'

export const seedPeople: readonly Person[] = [
  person('U0ADA', 'ada', 'Ada Lovelace', 'member'),
  person('U0BOB', 'bob', 'Bob Kahn', 'member'),
  person('U0EVE', 'eve', 'Eve Admin', 'admin'),
  person('U0GUS', 'gus', 'Gus Guest', 'guest'),
  person('U0SIG', 'sig', 'Sig Single', 'single-channel-guest'),
  { ...person('U0CAM', 'cam', 'Cam Connected', 'connected'), team: otherTeam },
  { ...person('U0STR', 'str', 'Stran Ger', 'stranger'), team: otherTeam },
  person('U0DEA', 'dea', 'Dea Activated', 'deactivated'),
  person('U0OTH', 'otherbot', 'Other Bot', 'bot'),
]

export const seedGroups: readonly UserGroup[] = [{ id: 'S0ONCALL', handle: 'oncall', members: ['U0BOB', 'U0EVE'] }]

const locals = ['U0ADA', 'U0BOB', 'U0EVE', 'U0GUS', 'U0OTH']

export function seedChannels(botUser: string): readonly ChannelSpec[] {
  return [
    { id: 'C0OPS', name: 'ops', members: [...locals, 'U0SIG', botUser] },
    { id: 'C0RANDOM', name: 'random', members: locals },
    { id: 'C0SECRET', name: 'secret', kind: 'private', members: ['U0ADA', 'U0EVE'] },
    { id: 'C0INCIDENT', name: 'incident', kind: 'private', members: [...locals, botUser] },
    { id: 'C0SHARED', name: 'shared', kind: 'shared', members: [...locals, 'U0CAM', botUser] },
    { id: 'C0OLD', name: 'old', members: [...locals, botUser], archived: true },
  ]
}

function person(id: string, name: string, realName: string, kind: Person['kind']): Person {
  return { id, name, realName, kind, team: seedTeam.id, email: `${name}@example.com` }
}
