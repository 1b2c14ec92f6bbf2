import { type CauseId, causeOf } from './causes/index.ts'
import type { Finding, RootCause } from './diagnosis.ts'

/** A finding below this is "possible", never the root, and explains nothing: abstain rather than guess. */
export const plausible = 0.4

/** Two candidates for the same trouble closer than this many per cent cannot be told apart by the evidence. */
const separablePercent = 15

type Unlinked = Omit<Finding, 'explains' | 'explainedBy'>

/** Draws the explains-edges of the vocabulary between the findings of one diagnosis. */
export function linkFindings(findings: readonly Unlinked[]): readonly Finding[] {
  const edges = findings.flatMap((from) =>
    findings.filter((to) => canExplain(from, to)).map((to) => ({ from: from.cause, to: to.cause })),
  )
  return findings.map((finding) => ({
    ...finding,
    explains: edges.filter((edge) => edge.from === finding.cause).map((edge) => edge.to),
    explainedBy: edges.filter((edge) => edge.to === finding.cause).map((edge) => edge.from),
  }))
}

function canExplain(from: Unlinked, to: Unlinked): boolean {
  if (from.cause === to.cause || from.severity === 'info' || from.confidence < plausible) return false
  return causeOf(from.cause).explains.includes(to.cause)
}

/** The root: a plausible cause that no other finding explains. Symptoms, effects and mere information never are. */
export function rootOf(findings: readonly Finding[]): RootCause | null {
  const candidates = findings.filter(isCandidate).sort((a, b) => byWeight(a, b, findings))
  const root = candidates[0]
  if (!root) return null
  const alternatives = candidates.slice(1).filter((other) => cannotSeparate(root, other))
  return {
    cause: root.cause,
    confidence: root.confidence,
    summary: root.summary,
    alternatives: alternatives.map((finding) => finding.cause),
  }
}

function isCandidate(finding: Finding): boolean {
  if (finding.level !== 'cause' || finding.severity === 'info') return false
  return finding.confidence >= plausible && finding.explainedBy.length === 0
}

/**
 * What is critical, or explains what is, outranks the rest: a dead node is not a detail of controllers that are down too.
 * Then what explains something seen; then confidence.
 */
function byWeight(a: Finding, b: Finding, findings: readonly Finding[]): number {
  const explained = Math.sign(b.explains.length) - Math.sign(a.explains.length)
  const stakes = stakesOf(a, findings) - stakesOf(b, findings)
  return stakes || explained || b.confidence - a.confidence || severityRank(a) - severityRank(b) || byName(a, b)
}

/** The worst of the finding itself and of what it explains. */
function stakesOf(finding: Finding, findings: readonly Finding[]): number {
  const explained = findings.filter(({ cause }) => finding.explains.includes(cause))
  return Math.min(severityRank(finding), ...explained.map(severityRank))
}

/** Compared in whole per cent: 0.75 - 0.6 is more than 0.15 in floating point. */
function cannotSeparate(root: Finding, other: Finding): boolean {
  if (Math.round((root.confidence - other.confidence) * 100) > separablePercent) return false
  return other.explains.some((id) => root.explains.includes(id))
}

/** Root first, then what cannot be separated from it, then causes, symptoms and effects by severity and confidence. */
export function orderFindings(findings: readonly Finding[], root: RootCause | null): readonly Finding[] {
  const leading: readonly CauseId[] = root ? [root.cause, ...root.alternatives] : []
  const place = (finding: Finding) => leading.indexOf(finding.cause) + 1 || leading.length + 1
  return [...findings].sort(
    (a, b) =>
      place(a) - place(b) ||
      levelRank(a) - levelRank(b) ||
      severityRank(a) - severityRank(b) ||
      b.confidence - a.confidence ||
      byName(a, b),
  )
}

/** The longest line of explanations that starts at the root: from the root to what people notice. */
export function chainFrom(root: RootCause | null, findings: readonly Finding[]): readonly CauseId[] {
  const byId = new Map(findings.map((finding) => [finding.cause, finding]))
  const longest = (id: CauseId, seen: readonly CauseId[]): readonly CauseId[] => {
    const path = [...seen, id]
    const next = (byId.get(id)?.explains ?? []).filter((to) => !path.includes(to))
    return next.map((to) => longest(to, path)).reduce((best, line) => (line.length > best.length ? line : best), path)
  }
  return root ? longest(root.cause, []) : []
}

function severityRank(finding: Finding): number {
  return ['critical', 'warning', 'info'].indexOf(finding.severity)
}

/** Information goes last whatever its level: it is not part of the trouble. */
function levelRank(finding: Finding): number {
  return finding.severity === 'info' ? 3 : ['cause', 'symptom', 'effect'].indexOf(finding.level)
}

function byName(a: Finding, b: Finding): number {
  return a.cause < b.cause ? -1 : 1
}
