import { type Channel, createChannel } from './channel.ts'
import type { WorkspaceState } from './workspace-state.ts'

/** The direct message between the app and a user; opened if there is none yet. */
export function openDirect(state: WorkspaceState, user: string): Channel {
  const members = [user, state.app.botUser]
  const existing = [...state.channels.values()].find(
    (channel) => channel.kind === 'im' && members.every((member) => channel.members.has(member)),
  )
  if (existing) return existing
  const channel = createChannel({ id: state.mint('D'), name: user, kind: 'im', members }, state.app.botUser)
  state.channels.set(channel.id, channel)
  return channel
}
