import type { GapReason } from '../diagnosis/evidence.ts'
import { namesText } from '../diagnosis/names-text.ts'
import { alikeIn, type Scope } from '../diagnosis/scope.ts'
import type { Target } from '../diagnosis/target.ts'
import type { Headline } from './headline.ts'

export { namesText }

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

/** What the steps under `next` are: urgent where trouble has no known cause or nothing could be judged, else an offer. */
export function nextTitle(outcome: Headline['outcome']): string {
  return outcome === 'unexplained' || outcome === 'blind' ? 'Do this next' : 'To look at the rest by hand'
}

const reasons: Readonly<Record<GapReason, string>> = {
  unauthorized: 'credentials not accepted',
  forbidden: 'no permission',
  'not-found': 'not there',
  timeout: 'no answer in time',
  unavailable: 'not available',
  invalid: 'unusable answer',
  'not-configured': 'not switched on',
  incomplete: 'read in part',
}

/** Why something could not be read, in plain words. */
export function reasonText(reason: GapReason): string {
  return reasons[reason]
}

/** `1 check`, `2 checks`. */
export function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/**
 * How far the trouble reaches, in a sentence; undefined where nothing can be said that helps, as of a node that is not one
 * of the sick.
 */
export function scopeText(scope: Scope, target: Target): string | undefined {
  const { level, total, sick } = scope
  if (level === 'unknown') return undefined
  if (level === 'none') return quietText(total)
  if (target.kind === 'node' && !sick.includes(target.name)) return undefined
  const names = namesText(sick, 5)
  if (level === 'all') return `all ${countText(total, 'node')} are sick: one cause for all, not one each`
  if (sick.length === 1) return `1 of ${countText(total, 'node')} is sick: ${names}`
  const many = `${sick.length} of ${countText(total, 'node')} are sick: ${names}`
  const alike = alikeIn(scope)
  const isMixed = alike.length < sick.length
  if (alike.length === 1) return `${many}. Not in the same way or at the same time`
  const who = isMixed ? `${alike.length} of them (${namesText(alike, 5)}) fell sick in the same way` : ''
  return [many, [who, sharedText(scope)].filter((part) => part !== '').join('. ')]
    .filter((part) => part !== '')
    .join('. ')
}

/** Ready is all that was asked of every node. */
function quietText(total: number): string | undefined {
  if (total === 0) return undefined
  return total === 1 ? 'the only node is Ready' : `all ${total} nodes are Ready`
}

/** What the nodes that are sick alike have in common. */
function sharedText({ shared, peers }: Scope): string {
  if (shared.length === 0) return 'Nothing is known that they share and the healthy ones lack'
  const labels = shared.map(({ label, value }) => `${label}=${value}`)
  const noun = peers === 'workers' ? 'worker' : 'node'
  const none = shared.some(({ stragglers }) => stragglers) ? `hardly a healthy ${noun}` : `no healthy ${noun}`
  return `They share what ${none} has: ${namesText(labels, 4)}`
}
