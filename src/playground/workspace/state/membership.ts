import type { Channel } from './channel.ts'
import type { WorkspaceState } from './workspace-state.ts'

/** Makes somebody (or the bot) a member; nothing happens if they are one already. */
export function joinChannel(state: WorkspaceState, channel: Channel, user: string, inviter?: string): void {
  if (channel.members.has(user)) return
  channel.members.add(user)
  state.publish({ type: 'member_joined_channel', channel: channel.id, user, ...(inviter ? { inviter } : {}) })
  state.changes.notify()
}

/** Takes somebody (or the bot) out of a channel. */
export function leaveChannel(state: WorkspaceState, channel: Channel, user: string): void {
  if (!channel.members.delete(user)) return
  state.publish({ type: 'member_left_channel', channel: channel.id, user })
  state.changes.notify()
}
