import type { Ledger } from '../delivery/ledger.ts'
import type { MessageContent } from '../delivery/message.ts'
import type { Conversation } from '../queue/job.ts'
import type { Ask } from './ask.ts'
import type { RefusalDesk } from './refusal-desk.ts'

/** Who should read a whisper, where, and the ways there. */
export interface WhisperTarget {
  readonly user: string
  readonly channel: string
  readonly threadTs?: string
  /** Slack's URL for answers to this command or click. */
  readonly responseUrl?: string
}

/** A message that one person sees; `adapters/slack` implements it. Never throws. */
export type Whisper = (target: WhisperTarget, content: MessageContent) => Promise<void>

/** What an ask works with. */
export interface AskPorts {
  readonly ledger: Ledger
  readonly refusals: RefusalDesk
  readonly whisper: Whisper
}

/** What Slack told about a request. */
export interface AskFacts {
  readonly id: string
  readonly user: string
  readonly channel: string
  /** The thread in which an answer for everybody goes. */
  readonly threadTs?: string
  /** The thread in which it was asked. Slack shows a whisper only in threads that have replies already. */
  readonly askedInThread?: string
  readonly responseUrl?: string
  /** Whether short answers are for everybody in the conversation, or for the person alone. */
  readonly publicly: boolean
}

/** Who asks, where, and how that one is answered. */
export function makeAsk(facts: AskFacts, { ledger, refusals, whisper }: AskPorts): Ask {
  const { user, channel, threadTs, askedInThread, responseUrl, publicly } = facts
  // Slack's ids have no spaces; a key that we make of one must have none either.
  const id = facts.id.replaceAll(' ', '-')
  const conversation: Conversation = { channel, ...(threadTs ? { thread: { ts: threadTs } } : {}) }
  const ask: Ask = {
    id,
    user,
    channel,
    conversation,
    whisper: (content) => whisper({ user, channel, threadTs: askedInThread, responseUrl }, content),
    async answer(content) {
      if (!publicly) return ask.whisper(content)
      const key = `answer ${id}`
      refusals.watch(key, ask)
      await ledger.want({ key, conversation, version: 1, content, priority: 'answer' })
    },
  }
  return ask
}
