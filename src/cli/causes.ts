import { asCauseId, type CauseId, causeIds, causeOf } from '../diagnosis/causes/index.ts'
import { nearestNames } from '../diagnosis/nearest-names.ts'
import { rules } from '../diagnosis/rules/index.ts'
import { UsageError } from './usage-error.ts'

/** Causes that a rule decides; the others are words for what people and later rules may conclude. */
const decided: ReadonlySet<string> = new Set(rules.map(({ cause }) => cause))

/** Every cause id with its meaning, one a line; those without a rule are marked. */
export function listCauses(): string {
  const longest = Math.max(...causeIds.map((id) => id.length))
  return causeIds.map((id) => `${id.padEnd(longest)}  ${causeOf(id).meaning}${ruleNote(id)}`).join('\n')
}

function ruleNote(id: CauseId): string {
  return decided.has(id) ? '' : ' (no rule yet)'
}

/** What one cause means, what it explains and what explains it. */
export function describeCause(text: string): string {
  const id = asCauseId(text)
  if (!id) throw new UsageError(`there is no cause "${text}"${suggestion(text)}`)
  const { level, meaning, explains } = causeOf(id)
  const explainedBy = causeIds.filter((other) => causeOf(other).explains.includes(id))
  return [
    id,
    `  ${meaning}`,
    `  Level: ${level}`,
    ...(decided.has(id) ? [] : ['  No rule decides it yet: diagnose does not find it.']),
    ...lines('Explains', explains),
    ...lines('Explained by', explainedBy),
  ].join('\n')
}

function lines(title: string, ids: readonly string[]): readonly string[] {
  if (ids.length === 0) return []
  return [`  ${title}:`, ...ids.map((id) => `    ${id}${meaningOf(asCauseId(id))}`)]
}

function meaningOf(id: CauseId | undefined): string {
  return id ? `  ${causeOf(id).meaning}` : ''
}

/** Ids are `family.name`: a family or a name alone is a good guess as well. */
function suggestion(text: string): string {
  const near = nearestNames(text, causeIds, 5)
  return near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '; "kubemedic causes" lists all'
}
