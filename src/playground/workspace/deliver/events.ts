import { type Fields, textField } from '../fields.ts'
import type { WorkspaceState } from '../state/workspace-state.ts'
import type { Deliverer } from './deliver.ts'
import type { Interaction } from './interaction.ts'
import { eventCallback } from './payloads.ts'
import type { RetryReason } from './transport.ts'

/** When an event that was not acknowledged is sent again: https://docs.slack.dev/apis/events-api/#retries */
const retryDelaysMs = [0, 60_000, 300_000]

/** Which scope an app needs to hear an event, where it is not the subscription alone. */
const eventScopes: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  member_joined_channel: 'channels:read',
  user_change: 'users:read',
}

/** Sends what happens in the workspace to the app, if it subscribed and may know. */
export function sendEvents(state: WorkspaceState, deliverer: Deliverer): void {
  state.onEvent((event) => {
    if (!wanted(state, event)) return
    void sendWithRetries(state, deliverer, event)
  })
}

function wanted({ app, channels }: WorkspaceState, event: Fields): boolean {
  const name = subscriptionName(event)
  const scope = eventScopes[name]
  if (!app.events.includes(name) || (scope && !app.scopes.includes(scope))) return false
  const channel = channels.get(textField(event, 'channel') ?? '')
  // Mentions reach an app that is not in the channel only if it is public; other channel events need membership.
  const heardOutside = name === 'app_mention' && channel?.kind !== 'private'
  return !channel || channel.members.has(app.botUser) || heardOutside
}

/** `message` events are subscribed by kind of channel: `message.channels`, `message.groups`, `message.im`. */
function subscriptionName(event: Fields): string {
  const type = textField(event, 'type') ?? ''
  if (type !== 'message') return type
  const suffix = { channel: 'channels', group: 'groups', im: 'im' }[textField(event, 'channel_type') ?? '']
  return `message.${suffix}`
}

async function sendWithRetries(state: WorkspaceState, deliverer: Deliverer, event: Fields): Promise<void> {
  const payload = eventCallback(state, event)
  const about = { kind: 'event', user: textField(event, 'user') ?? '', what: textField(event, 'type') ?? '' }
  let sent = await deliverer.deliver(about, { kind: 'events_api', payload })
  for (const [index, delayMs] of retryDelaysMs.entries()) {
    if (sent.outcome === 'acknowledged' || sent.noRetry) return
    if (delayMs > 0) await new Promise<void>((resolve) => state.clock.after(delayMs, resolve))
    const retry = { attempt: index + 1, reason: retryReason(sent) }
    sent = await deliverer.redeliver(sent.id, { kind: 'events_api', payload, retry })
  }
}

function retryReason({ outcome }: Interaction): RetryReason {
  if (outcome === 'too-late') return 'http_timeout'
  return outcome === 'refused' ? 'http_error' : 'connection_failed'
}
