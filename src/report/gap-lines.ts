import type { CauseId } from '../diagnosis/causes/index.ts'
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import { reasonText } from './words.ts'

/** What could not be read, why, and which causes therefore stay open. */
export interface GapLine {
  readonly source: string
  /** In plain words, e.g. `no permission`. */
  readonly reason: string
  readonly detail: string
  readonly open: readonly CauseId[]
}

/** One line a gap. Gaps with the same reason and words are one line, their sources joined. */
export function gapLines({ gaps, undecided }: Diagnosis): readonly GapLine[] {
  const groups = new Map<string, { sources: string[]; reason: string; detail: string }>()
  for (const { source, reason, detail } of gaps) {
    const key = `${reason} ${detail}`
    const group = groups.get(key)
    if (group) group.sources.push(source)
    else groups.set(key, { sources: [source], reason: reasonText(reason), detail })
  }
  return [...groups.values()].map(({ sources, reason, detail }) => ({
    source: sources.join(', '),
    reason,
    detail,
    open: undecided.filter((open) => open.sources.some((source) => sources.includes(source))).map(({ cause }) => cause),
  }))
}
