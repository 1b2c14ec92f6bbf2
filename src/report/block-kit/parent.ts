import type { ContextBlock, RichTextBlock } from '@slack/types'
import type { Diagnosis } from '../../diagnosis/diagnosis.ts'
import { formatTarget, type Target } from '../../diagnosis/target.ts'
import { shorten } from '../../redaction/index.ts'
import { cleanStrings } from '../clean.ts'
import { buildReport, type Report } from '../report.ts'
import { runButtons } from './buttons.ts'
import { mention } from './escape.ts'
import { fitMessage } from './fit.ts'
import type { SlackMessage } from './message.ts'
import { type ParentWords, progressWords, verdictWords } from './parent-words.ts'
import { bold, emoji, line, prose, richText } from './rich-text.ts'

/** How far a question is, or how it ended. */
export type ParentProgress =
  /** Questions waiting before this one. */
  | { readonly status: 'queued'; readonly ahead: number }
  /** Sources read out of all; `text` is what happened last. */
  | { readonly status: 'running'; readonly done: number; readonly total: number; readonly text: string }
  | { readonly status: 'done'; readonly diagnosis: Diagnosis; readonly runId: string }
  /** There is no such node, and nothing is known of one; some that are called alike. */
  | { readonly status: 'missing'; readonly nearest: readonly string[] }
  | { readonly status: 'failed'; readonly message: string }
  /** The deadline passed before there was an answer. */
  | { readonly status: 'expired' }
  /** The Slack user who cancelled it. */
  | { readonly status: 'cancelled'; readonly by: string }

/** The message that stands for a question, from the asking to the verdict. */
export type ParentState = ParentProgress & Question

interface Question {
  readonly task: 'diagnose' | 'describe'
  readonly target: Target
  readonly cluster: string
  /** Slack user id. */
  readonly askedBy: string
}

/** Longest half of the verdict: two lines on a desk, five on a phone. */
const longestSentence = 240

/** The one message that is edited as a question advances; it ends as the verdict, with the buttons under it. */
export function renderParent(state: ParentState): SlackMessage {
  if (state.status !== 'done') return fitMessage([head(state.target, progressWords(state)), context(state)])
  const report = buildReport(state.diagnosis)
  const blocks = [
    head(state.target, verdictWords(report)),
    context(state, report),
    runButtons(state.target, state.runId),
  ]
  return fitMessage(blocks)
}

function head(target: Target, words: ParentWords): RichTextBlock {
  const { mark, word, what, todo } = cleanStrings(words, longestSentence)
  const title = [word, cleanStrings(formatTarget(target), longestSentence)].filter(Boolean).join(' ')
  const lines = [line(emoji(mark), bold(` ${title}: `), prose(what)), ...(todo ? [line(prose(`→ ${todo}`))] : [])]
  return richText(...lines)
}

/** Small print: how far it reaches, where and when it was read, and for whom. */
function context(state: ParentState, report?: Report): ContextBlock {
  const scope = report?.scope ? [shorten(report.scope, longestSentence)] : []
  const readAt = report ? [`read at ${report.readAt} UTC`] : []
  const place = [...scope, `cluster ${cleanStrings(state.cluster, 80)}`, ...readAt]
  const people = [
    `asked by ${mention(state.askedBy)}`,
    ...(state.status === 'cancelled' ? [`cancelled by ${mention(state.by)}`] : []),
  ]
  return {
    type: 'context',
    elements: [
      { type: 'plain_text', text: place.join(' · '), emoji: false },
      { type: 'mrkdwn', text: people.join(', ') },
    ],
  }
}
