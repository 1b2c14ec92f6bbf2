import { formatTarget } from '../../diagnosis/target.ts'
import type { Report } from '../report.ts'
import { countText } from '../words.ts'
import type { ParentState } from './parent.ts'

type Unfinished = Exclude<ParentState, { status: 'done' }>

/** What a parent message says: a mark, what is so, and on a second line what to do. */
export interface ParentWords {
  /** Name of an emoji. */
  readonly mark: string
  /** In front of the target: says in a word what the mark says in colour. */
  readonly word?: string
  readonly what: string
  readonly todo?: string | undefined
}

const marks = {
  critical: 'red_circle',
  warning: 'large_orange_circle',
  info: 'information_source',
  ok: 'white_check_mark',
} as const

/** What is wrong, and what to do. */
export function verdictWords({ headline: { severity, what, todo } }: Report): ParentWords {
  return { mark: marks[severity], word: severity.toUpperCase(), what, todo }
}

/** How far it is; or how it ended without an answer, and what can be done about that. */
export function progressWords(state: Unfinished): ParentWords {
  switch (state.status) {
    case 'queued':
      return { mark: 'hourglass_flowing_sand', what: waitText(state.ahead) }
    case 'running':
      return { mark: 'mag', what: 'reading the cluster', todo: sourcesText(state.done, state.total, state.text) }
    case 'missing':
      return { mark: 'grey_question', what: 'there is no such node', todo: nearestText(state.nearest) }
    case 'failed':
      return { mark: 'x', what: `${workText(state)} failed: ${state.message}`, todo: againText(state) }
    case 'expired':
      return {
        mark: 'warning',
        what: `${workText(state)} did not come in time: it waited too long for a worker, or took too long`,
        todo: `\`/k8s status\` tells whether a worker lives. ${againText(state)}`,
      }
    case 'cancelled':
      return { mark: 'no_entry', what: `${workText(state)} was cancelled`, todo: againText(state) }
  }
}

function waitText(ahead: number): string {
  return ahead > 0 ? `in line, ${countText(ahead, 'question')} before it` : 'about to start'
}

function nearestText(nearest: readonly string[]): string {
  const all = '`/k8s nodes` lists all.'
  return nearest.length > 0 ? `Did you mean ${nearest.map((name) => `\`${name}\``).join(' or ')}? ${all}` : all
}

/** `▰▰▰▱▱▱▱▱▱▱ 5 of 17 sources, read lease`. */
function sourcesText(done: number, total: number, text: string): string {
  if (total <= 0) return text
  const cells = 10
  const full = Math.round((Math.min(done, total) / total) * cells)
  return `${'▰'.repeat(full)}${'▱'.repeat(cells - full)} ${done} of ${total} sources, ${text}`
}

function workText({ task }: Unfinished): string {
  return task === 'describe' ? 'the full description' : 'the diagnosis'
}

function againText({ task, target }: Unfinished): string {
  if (task === 'describe') return 'Click "Full describe" again.'
  return `Ask again: \`/k8s diagnose ${formatTarget(target)}\``
}
