import type { GapReason } from '../diagnosis/evidence.ts'
import type { Scope } from '../diagnosis/scope.ts'

/** `very likely (92%)`: the share of such verdicts that is expected to be right, in words and as a number. */
export function confidenceText(confidence: number): string {
  const bounded = Math.max(0, Math.min(1, confidence || 0))
  return `${likelihood(bounded)} (${Math.round(bounded * 100)}%)`
}

function likelihood(confidence: number): string {
  if (confidence >= 0.9) return 'very likely'
  if (confidence >= 0.7) return 'likely'
  if (confidence >= 0.4) return 'possible'
  return 'weak sign only'
}

const reasons: Readonly<Record<GapReason, string>> = {
  forbidden: 'no permission',
  'not-found': 'not there',
  timeout: 'no answer in time',
  unavailable: 'not available',
  invalid: 'unusable answer',
  'not-configured': 'not switched on',
}

/** Why something could not be read, in plain words. */
export function reasonText(reason: GapReason): string {
  return reasons[reason]
}

/** `1 check`, `2 checks`. */
export function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** `a, b and 3 more`: as many names as `most`, then how many are left. */
export function namesText(names: readonly string[], most: number): string {
  const hidden = names.length - most
  return hidden > 0 ? `${names.slice(0, most).join(', ')} and ${hidden} more` : names.join(', ')
}

/** How far the trouble reaches, in a sentence; undefined where nothing can be said that helps. */
export function scopeText({ level, total, sick, shared }: Scope): string | undefined {
  if (level === 'unknown') return undefined
  if (level === 'none') return total > 0 ? `none of ${countText(total, 'node')} is sick` : undefined
  const names = namesText(sick, 5)
  if (level === 'all') return `all ${countText(total, 'node')} are sick: one cause for all, not one each`
  if (level === 'node') return `1 of ${countText(total, 'node')} is sick: ${names}`
  const many = `${sick.length} of ${countText(total, 'node')} are sick: ${names}`
  if (shared.length === 0) return `${many}. Nothing is known that they share and the healthy ones lack`
  const labels = shared.map(({ label, value }) => `${label}=${value}`)
  return `${many}. They share what no healthy node has: ${namesText(labels, 4)}`
}
