import type { EphemeralMessage, Message } from '../../src/playground/workspace/state/message.ts'
import type { Workspace } from '../../src/playground/workspace/workspace.ts'

export const ops = { channel: 'C0OPS' }

/** The n-th thing that a person alone was told in a channel. */
export function whisperTo(slack: Workspace, user: string, { channel = 'C0OPS', index = 0 } = {}) {
  return slack.until<EphemeralMessage>(() => slack.user(user).ephemerals(channel)[index])
}

/** The verdict of the question that somebody asked: the edited parent message. */
export function verdictFor(slack: Workspace, name: string, channel = 'C0OPS'): Promise<Message> {
  return slack.until<Message>(() => allMessages(slack, channel).find((message) => isVerdict(message, `by <@${name}>`)))
}

/** Messages and replies of a channel, oldest first. */
export function allMessages(slack: Workspace, channel = 'C0OPS'): readonly Message[] {
  const handle = slack.channel(channel)
  return handle.messages().flatMap((message) => [message, ...handle.thread(message.ts)])
}

function isVerdict({ text, blocks }: Message, asker: string): boolean {
  return /CRITICAL|WARNING|INFO|OK/.test(text) && JSON.stringify(blocks).includes(asker)
}

/** The labels of the buttons of a message. */
export function buttonsOf({ blocks }: Message | EphemeralMessage): readonly string[] {
  const json = JSON.stringify(blocks)
  return [...json.matchAll(/"type":"button".*?"text":\{"type":"plain_text","text":"([^"]*)"/g)].map(
    (match) => match[1] ?? '',
  )
}
