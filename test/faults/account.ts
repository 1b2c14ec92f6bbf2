import type { Message } from '../../src/playground/workspace/state/message.ts'
import type { Workspace } from '../../src/playground/workspace/workspace.ts'
import { allMessages, verdicts } from '../intake/slack-tools.ts'

/** What appeared in a channel, counted by what it was meant to be. */
export interface Account {
  /** Messages that stand for a question. */
  readonly questions: number
  readonly verdicts: number
  /** Whether the findings of every question are complete: reply 1 to n without a gap. */
  readonly findings: 'complete' | 'incomplete'
  readonly files: number
  /** Messages that appeared more than once. */
  readonly doubles: readonly string[]
  /** Messages of the app without our mark, file messages apart. */
  readonly unmarked: number
}

/** Counts what the app posted in a channel. */
export function account(slack: Workspace, channel = 'C0OPS'): Account {
  const own = allMessages(slack, channel).filter(({ botId }) => botId === slack.app.botId)
  const keys = own.filter(({ files }) => files.length === 0).map(keyOf)
  const questions = keys.filter((key) => /^diagnosis \S+$/.test(key))
  return {
    questions: questions.length,
    verdicts: verdicts(slack, channel).length,
    findings: questions.every((question) => hasAllReplies(question, keys)) ? 'complete' : 'incomplete',
    files: slack.channel(channel).files().length,
    doubles: keys.filter((key, index) => key !== '' && keys.indexOf(key) !== index),
    unmarked: keys.filter((key) => key === '').length,
  }
}

/** The key in our metadata; empty if there is none. */
function keyOf({ metadata }: Message): string {
  return /"key":"([^"]*)"/.exec(JSON.stringify(metadata ?? {}))?.[1] ?? ''
}

function hasAllReplies(question: string, keys: readonly string[]): boolean {
  const numbers = keys.filter((key) => key.startsWith(`${question} reply `)).map((key) => Number(key.split(' ').at(-1)))
  return numbers.length > 0 && numbers.toSorted((a, b) => a - b).every((number, index) => number === index + 1)
}
