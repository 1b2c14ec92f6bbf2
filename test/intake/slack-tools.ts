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

/** Only a verdict has the buttons. */
function isVerdict({ blocks }: Pick<Message, 'blocks'>, asker: string): boolean {
  const json = JSON.stringify(blocks)
  return json.includes('"action_id":"evidence"') && json.includes(asker)
}

/** All verdicts that stand in a channel. */
export function verdicts(slack: Workspace, channel = 'C0OPS'): readonly Message[] {
  return allMessages(slack, channel).filter((message) => isVerdict(message, ''))
}

/** The labels of the buttons of a message. */
export function buttonsOf({ blocks }: Message | EphemeralMessage): readonly string[] {
  const json = JSON.stringify(blocks)
  return [...json.matchAll(/"type":"button".*?"text":\{"type":"plain_text","text":"([^"]*)"/g)].map(
    (match) => match[1] ?? '',
  )
}
