import type { NodeData } from '../collectors/node.ts'
import type { SlimCondition, SlimNode } from '../collectors/slim-node.ts'
import type { Evidence } from '../diagnosis/evidence.ts'
import type { Fact, Moment, Provenance } from '../diagnosis/fact.ts'
import { defineProvider } from './provider.ts'

/** A creation longer ago than this does not belong to the present trouble. */
const recentMs = 24 * 3_600_000

/** What the Node object says. */
export const nodeProvider = defineProvider<NodeData>({
  source: 'node',
  provides: ['nodeCondition', 'nodeIdentity', 'nodeTaint', 'nodeCordoned', 'nodeMissing'],
  facts(evidence) {
    if ('missing' in evidence.data) return [missingFact(evidence, evidence.data)]
    const { node } = evidence.data
    const from = (field: string): Provenance => ({
      source: evidence.source,
      readAt: evidence.finishedAt,
      ref: `Node ${node.name} ${field}`,
    })
    return [
      identityFact(node, from('.metadata and .status.nodeInfo')),
      ...node.conditions.map((condition) => conditionFact(condition, from(`.status.conditions[${condition.type}]`))),
      ...node.taints.map((taint) => taintFact(taint, from(`.spec.taints[${taint.key}]`))),
      ...(node.unschedulable ? [cordonedFact(from('.spec.unschedulable'))] : []),
    ]
  },
})

function missingFact({ source, finishedAt }: Evidence, { name, nearest }: MissingNode): Fact<'nodeMissing'> {
  const from = { source, readAt: finishedAt, ref: `Node ${name}: 404 NotFound` }
  return { kind: 'nodeMissing', value: { name, nearest }, from }
}

type MissingNode = Extract<NodeData, { readonly missing: true }>

function identityFact(node: SlimNode, from: Provenance): Fact<'nodeIdentity'> {
  const { conditions, taints, unschedulable, ...value } = node
  const isRecent = from.readAt - node.createdAt < recentMs
  const moment: Moment = { at: node.createdAt, text: `Node object ${node.name} was created`, tone: 'neutral' }
  return { kind: 'nodeIdentity', value, from, ...(isRecent && { moment }) }
}

function conditionFact(condition: SlimCondition, from: Provenance): Fact<'nodeCondition'> {
  const moment = conditionMoment(condition)
  return { kind: 'nodeCondition', value: condition, from, ...(moment && { moment }) }
}

/** Ready tells how the node fares; of the others only trouble is told, and not that they became Unknown with Ready. */
function conditionMoment({ type, status, reason, message, changedAt }: SlimCondition): Moment | undefined {
  if (changedAt === undefined) return undefined
  const text = `${type} became ${status} (${reason})${message && `: ${message}`}`
  if (type === 'Ready') return { at: changedAt, text, tone: status === 'True' ? 'healthy' : 'abnormal' }
  return status === 'True' ? { at: changedAt, text, tone: 'abnormal' } : undefined
}

function taintFact(taint: SlimNode['taints'][number], from: Provenance): Fact<'nodeTaint'> {
  const text = `taint ${taint.key}:${taint.effect} was added`
  const moment: Moment | undefined = taint.addedAt ? { at: taint.addedAt, text, tone: 'neutral' } : undefined
  return { kind: 'nodeTaint', value: taint, from, ...(moment && { moment }) }
}

function cordonedFact(from: Provenance): Fact<'nodeCordoned'> {
  return { kind: 'nodeCordoned', value: { unschedulable: true }, from }
}
