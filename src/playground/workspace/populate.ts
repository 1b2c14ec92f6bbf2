import type { SimClock } from '../cluster/sim-clock.ts'
import { seedChannels, seedGroups, seedPeople, seedTeam } from './seed.ts'
import { defaultApp } from './state/app.ts'
import { createChannel } from './state/channel.ts'
import type { Person } from './state/person.ts'
import { createState, type WorkspaceState } from './state/workspace-state.ts'
import type { WorkspaceOptions } from './workspace.ts'

/** The workspace as it stands when it starts: people, the bot among them, groups and channels. */
export function createPopulatedState(options: WorkspaceOptions, clock: SimClock): WorkspaceState {
  const app = { ...defaultApp, ...options.app }
  const team = options.team ?? seedTeam
  const state = createState({ clock, team, app })
  const bot: Person = { id: app.botUser, name: app.name, realName: app.name, kind: 'bot', team: team.id }
  for (const person of [...(options.people ?? seedPeople), bot]) state.people.set(person.id, person)
  for (const group of options.groups ?? seedGroups) state.groups.set(group.id, group)
  for (const spec of options.channels ?? seedChannels(app.botUser)) {
    state.channels.set(spec.id, createChannel(spec, spec.members?.[0] ?? app.botUser))
  }
  for (const type of options.unsupportedBlocks ?? []) state.unsupportedBlocks.add(type)
  return state
}
