import type { EpochMs } from './evidence.ts'
import type { Fact, Moment, Provenance } from './fact.ts'

/** One line of what happened, from any source. */
export interface TimelineEntry {
  readonly at: EpochMs
  readonly source: string
  readonly text: string
  readonly abnormal: boolean
  /** The first abnormal line after the last healthy one that the root cause rests on: here it began. */
  readonly first: boolean
}

/** How many of the newest lines a diagnosis keeps, besides the one where it began. */
const kept = 60

/**
 * Joins the moments of all facts into one line of time and marks where the trouble began: the first abnormal line among
 * the evidence of the findings that matter. Lines of other troubles may be older, and where none belongs none is marked.
 */
export function timelineOf(facts: readonly Fact[], evidence: readonly Provenance[]): readonly TimelineEntry[] {
  const moments = sortedMoments(facts)
  const beginning = firstAbnormal(moments, new Set(evidence.map(placeOf)))
  const entries = moments.map((sourced) => ({
    at: sourced.moment.at,
    source: sourced.source,
    text: sourced.moment.text,
    abnormal: sourced.moment.tone === 'abnormal',
    first: sourced.moment === beginning,
  }))
  const told = withoutRepeats(entries)
  const cut = Math.max(0, told.length - kept)
  return told.filter((entry, index) => index >= cut || entry.first)
}

interface SourcedMoment {
  readonly moment: Moment
  readonly source: string
  /** Where it was read, as `placeOf` writes it. */
  readonly place: string
}

function sortedMoments(facts: readonly Fact[]): readonly SourcedMoment[] {
  const unique = new Map<string, SourcedMoment>()
  for (const { moment, from } of facts) {
    if (!moment) continue
    unique.set(`${moment.at} ${from.source} ${moment.text}`, { moment, source: from.source, place: placeOf(from) })
  }
  return [...unique.values()].sort((a, b) => a.moment.at - b.moment.at || compareText(a, b))
}

/** Ids of sandboxes and containers, which make every attempt a message of its own. */
const longId = /\b[0-9a-f]{32,}\b/g

/** Of lines that differ in an id only, the first and the last tell all. */
function withoutRepeats(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const groups = new Map<string, TimelineEntry[]>()
  for (const entry of entries) {
    const key = alikeKey(entry)
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  return entries.flatMap((entry) => {
    const text = entry.text.replace(longId, (id) => `${id.slice(0, 8)}…`)
    const alike = groups.get(alikeKey(entry)) ?? []
    if (text === entry.text || alike.length < 3) return [{ ...entry, text }]
    if (entry === alike.at(-1)) return [{ ...entry, text: `${text} (${alike.length} times)` }]
    return entry === alike[0] || entry.first ? [{ ...entry, text }] : []
  })
}

function alikeKey({ source, text }: TimelineEntry): string {
  return `${source} ${text.replace(longId, '')}`
}

function firstAbnormal(moments: readonly SourcedMoment[], evidence: ReadonlySet<string>): Moment | undefined {
  const lastHealthy = moments.findLastIndex(({ moment }) => moment.tone === 'healthy')
  const abnormal = moments.slice(lastHealthy + 1).filter(({ moment }) => moment.tone === 'abnormal')
  return abnormal.find(({ place }) => evidence.has(place))?.moment
}

/** Events of one reason are one place: a finding quotes the newest, and it began with the oldest. */
function placeOf({ source, ref }: Provenance): string {
  return `${source} ${ref.replace(/^Event \S+ (\(\S+\)) about .*$/, 'Event $1')}`
}

function compareText(a: SourcedMoment, b: SourcedMoment): number {
  const left = `${a.source} ${a.moment.text}`
  const right = `${b.source} ${b.moment.text}`
  return left < right ? -1 : Number(left > right)
}
