import type { NodeObject, TaintObject } from './described-objects.ts'
import { dateText } from './time-text.ts'

const rolePrefix = 'node-role.kubernetes.io/'

/** From `Name:` to `Unschedulable:`, around the text of the annotations. */
export function identityText(node: NodeObject, annotations: string): string {
  return [
    `Name:\t${node.name}\n`,
    `Roles:\t${rolesOf(node).join(',') || '<none>'}\n`,
    `Labels:\t${linesOrNone(sortedEntries(node.labels).map(([key, value]) => `${key}=${value}`))}`,
    `Annotations:\t${annotations}`,
    `CreationTimestamp:\t${dateText(node.createdAt)}\n`,
    `Taints:\t${linesOrNone(sortedTaints(node.taints).map(taintText))}`,
    `Unschedulable:\t${node.unschedulable}\n`,
  ].join('')
}

/** Roles come from labels `node-role.kubernetes.io/<role>`, and from the older `kubernetes.io/role=<role>`. */
function rolesOf({ labels }: NodeObject): readonly string[] {
  const roles = Object.entries(labels).map(([key, value]) => {
    if (key === 'kubernetes.io/role') return value
    return key.startsWith(rolePrefix) ? key.slice(rolePrefix.length) : ''
  })
  return [...new Set(roles)].filter((role) => role !== '').sort()
}

function sortedEntries(map: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1))
}

function sortedTaints(taints: readonly TaintObject[]): readonly TaintObject[] {
  const order = ({ effect, key }: TaintObject) => `${effect},${key}`
  return [...taints].sort((a, b) => Number(order(a) > order(b)) - Number(order(a) < order(b)))
}

/** `key=value:NoSchedule`, and less where value or effect are empty (API reference, Taint). */
function taintText({ key, value, effect }: TaintObject): string {
  if (effect === '') return value === '' ? key : `${key}=${value}:`
  return value === '' ? `${key}:${effect}` : `${key}=${value}:${effect}`
}

/** The first beside the title, the others below it. */
function linesOrNone(lines: readonly string[]): string {
  return lines.length === 0 ? '<none>\n' : `${lines.join('\n\t')}\n`
}
