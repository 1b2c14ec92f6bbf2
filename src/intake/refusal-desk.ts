import type { Outstanding } from '../delivery/ledger.ts'
import type { Delivered, DeliveryRefusal } from '../delivery/message.ts'
import type { Ask } from './ask.ts'

/** When Slack refuses a message for good, the person is told by another way, once. */
export interface RefusalDesk {
  /** `keyOf` of every message that answers this ask; `giveUp` ends the work that nobody can see the result of. */
  watch(key: string, ask: Pick<Ask, 'whisper' | 'channel'>, giveUp?: () => Promise<unknown>): void
  /** For the sender. */
  onRefused(item: Outstanding, delivered: Delivered): void
}

interface Watched {
  readonly ask: Pick<Ask, 'whisper' | 'channel'>
  readonly giveUp?: () => Promise<unknown>
}

/** Asks that are remembered; response_urls work for half an hour anyway. */
const remembered = 2_000

/** A desk without asks yet. */
export function createRefusalDesk(botUser: string): RefusalDesk {
  const watched = new Map<string, Watched>()
  return {
    watch(key, ask, giveUp) {
      watched.set(key, { ask, giveUp })
      const [oldest] = watched.keys()
      if (watched.size > remembered && oldest !== undefined) watched.delete(oldest)
    },
    onRefused({ desired }, { refused }) {
      const key = parentOf(desired.key)
      const found = watched.get(key)
      if (!found || !refused) return
      watched.delete(key)
      void found.ask.whisper({ text: explain(refused, found.ask.channel, botUser) })
      void found.giveUp?.()
    },
  }
}

/** Replies are named after their parent: `diagnosis 1.2 reply 3`. */
function parentOf(key: string): string {
  return key.split(' ').slice(0, 2).join(' ')
}

function explain(refusal: DeliveryRefusal, channel: string, botUser: string): string {
  if (refusal === 'not-in-channel' || refusal === 'channel-gone') return howToInvite(channel, botUser)
  const reasons: Readonly<Record<Exclude<DeliveryRefusal, 'not-in-channel' | 'channel-gone'>, string>> = {
    archived: 'This channel is archived, so I cannot answer here. Please ask in another one.',
    'message-gone': 'The message that my answer belongs to was deleted, so I stopped. Please ask again if you need it.',
    'token-revoked': "Slack no longer accepts this app's token, so I cannot answer. Whoever runs kubemedic must look.",
    forbidden: 'Slack does not let me write here (a setting of the channel or workspace). Please ask in another one.',
    'invalid-content':
      'Slack refused my answer as malformed. This is a mistake in kubemedic; `kubemedic diagnose` in a terminal works.',
  }
  return reasons[refusal]
}

function howToInvite(channel: string, botUser: string): string {
  // Nobody can be invited into a direct message.
  if (channel.startsWith('D'))
    return `I cannot see this conversation. Write to <@${botUser}> directly, or ask in a channel.`
  return `I am not in this channel. Invite me with \`/invite\` <@${botUser}> and ask again, or write to me directly.`
}
