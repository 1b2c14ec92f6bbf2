import type { ContextBlock } from '@slack/types'
import type { Diagnosis } from '../../diagnosis/diagnosis.ts'
import { formatTarget, type Target } from '../../diagnosis/target.ts'
import { shorten } from '../../redaction/index.ts'
import { cleanStrings } from '../clean.ts'
import { buildReport, type Report } from '../report.ts'
import { countText } from '../words.ts'
import { runButtons } from './buttons.ts'
import { escapeMrkdwn } from './escape.ts'
import { fitMessage } from './fit.ts'
import type { SlackMessage } from './message.ts'
import { bold, emoji, line, prose, richText } from './rich-text.ts'

/** How far a question is, or how it ended. */
export type ParentProgress =
  /** Questions waiting before this one. */
  | { readonly status: 'queued'; readonly ahead: number }
  /** Sources read out of all; `text` is what happened last. */
  | { readonly status: 'running'; readonly done: number; readonly total: number; readonly text: string }
  | { readonly status: 'done'; readonly diagnosis: Diagnosis; readonly runId: string }
  | { readonly status: 'failed'; readonly message: string }
  /** The deadline passed before there was an answer. */
  | { readonly status: 'expired' }
  /** The Slack user who cancelled it. */
  | { readonly status: 'cancelled'; readonly by: string }

/** The message that stands for a question, from the asking to the verdict. */
export type ParentState = ParentProgress & {
  readonly task: 'diagnose' | 'describe'
  readonly target: Target
  readonly cluster: string
  /** Slack user id. */
  readonly askedBy: string
}

/** Longest half of the verdict: two lines on a desk, five on a phone. */
const longestSentence = 240

/** What the message says: a mark, who it is about and what is so, and on the second line what to do. */
interface Words {
  readonly mark: string
  /** In front of the target; says in a word what the mark says in colour. */
  readonly word?: string
  readonly what: string
  readonly todo?: string | undefined
}

/** The one message that is edited as a question advances; it ends as the verdict, with the buttons under it. */
export function renderParent(state: ParentState): SlackMessage {
  const target = cleanStrings(formatTarget(state.target), longestSentence)
  const report = state.status === 'done' ? buildReport(state.diagnosis) : undefined
  const words = report ? verdict(report) : waiting(state)
  const what = shorten(words.what, longestSentence)
  const todo = words.todo && shorten(words.todo, longestSentence)
  const title = words.word ? `${words.word} ${target}` : target
  const blocks = [
    richText(line(emoji(words.mark), bold(` ${title}: `), prose(what)), ...(todo ? [line(prose(`→ ${todo}`))] : [])),
    context(state, report),
    ...(state.status === 'done' ? [runButtons(state.target, state.runId)] : []),
  ]
  const lines = [`:${words.mark}: *${escapeMrkdwn(title)}*: ${escapeMrkdwn(what)}`]
  return fitMessage(blocks, todo ? [...lines, `→ ${escapeMrkdwn(todo)}`] : lines)
}

const marks = {
  critical: 'red_circle',
  warning: 'large_orange_circle',
  info: 'information_source',
  ok: 'white_check_mark',
}

function verdict({ headline: { severity, what, todo } }: Report): Words {
  return { mark: marks[severity], word: severity.toUpperCase(), what, todo }
}

function waiting(state: ParentState): Words {
  switch (state.status) {
    case 'queued':
      return {
        mark: 'hourglass_flowing_sand',
        what: state.ahead > 0 ? `${countText(state.ahead, 'question')} before it` : 'about to start',
      }
    case 'running':
      return { mark: 'mag', what: 'reading the cluster', todo: progressText(state) }
    default:
      return ending(state)
  }
}

function ending(state: ParentState): Words {
  return { mark: 'x', what: state.status }
}

function progressText({ done, total, text }: { done: number; total: number; text: string }): string {
  return total > 0 ? `${done} of ${total} sources: ${text}` : text
}

function context({ cluster, askedBy }: ParentState, report: Report | undefined): ContextBlock {
  const facts = [`cluster ${cleanStrings(cluster, 80)}`]
  if (report) facts.push(`read at ${report.readAt} UTC`)
  return {
    type: 'context',
    elements: [
      { type: 'plain_text', text: facts.join(' · '), emoji: false },
      { type: 'mrkdwn', text: `asked by <@${askedBy}>` },
    ],
  }
}
