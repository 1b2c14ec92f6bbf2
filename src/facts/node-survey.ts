import type { NodePressure, NodeSurveyData } from '../collectors/node-survey.ts'
import type { Fact } from '../diagnosis/fact.ts'
import { eventFacts } from './event-facts.ts'
import { defineProvider } from './provider.ts'

/** Pressure and reboots of all nodes. */
export const nodeSurveyProvider = defineProvider<NodeSurveyData>({
  source: 'node-survey',
  provides: ['siblingPressure', 'siblingSurvey', 'event'],
  facts(evidence): readonly Fact[] {
    const { source, finishedAt, data } = evidence
    const { pressures, read, complete, events } = data
    return [
      ...pressures.map((pressure) => pressureFact(pressure, source, finishedAt)),
      {
        kind: 'siblingSurvey',
        value: { read, complete },
        from: { source, readAt: finishedAt, ref: 'list of Nodes' },
      },
      ...eventFacts('event', { ...evidence, data: { events, complete: true } }),
    ]
  },
})

function pressureFact(value: NodePressure, source: string, readAt: number): Fact<'siblingPressure'> {
  const { node, type, reason, changedAt } = value
  const from = { source, readAt, ref: `Node ${node} .status.conditions[${type}]` }
  const text = `Node ${node}: ${type} became True (${reason})`
  return {
    kind: 'siblingPressure',
    value,
    from,
    ...(changedAt !== undefined && { moment: { at: changedAt, text, tone: 'abnormal' } }),
  }
}
