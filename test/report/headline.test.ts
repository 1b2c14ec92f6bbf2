import { describe, expect, it } from 'vitest'
import type { Obstacle } from '../../src/diagnosis/obstacle.ts'
import { headlineOf } from '../../src/report/headline.ts'
import { emptyDiagnosis, finding } from './diagnosis-builder.ts'

const unread: Obstacle = {
  at: 'target',
  what: 'Could not judge node-3: you may not read Nodes',
  steps: [{ do: 'Ask for the rights' }],
}
const checked = [{ cause: 'apiserver.down', text: 'The API server answers' }] as const
const notReady = finding('node.not-ready', { level: 'symptom', summary: 'node-3 turned NotReady 4 min ago' })

describe('headlineOf', () => {
  it('never says that no trouble was found where the target was not read', () => {
    expect(headlineOf(emptyDiagnosis({ obstacle: unread, checked }), [])).toEqual({
      outcome: 'blind',
      severity: 'warning',
      what: 'Could not judge node-3: you may not read Nodes',
      todo: 'Ask for the rights',
    })
  })

  it('leads with what was seen of the target all the same', () => {
    expect(headlineOf(emptyDiagnosis({ obstacle: unread, checked, findings: [notReady] }), [])).toMatchObject({
      outcome: 'unexplained',
      severity: 'critical',
      what: 'node-3 turned NotReady 4 min ago. Why stays open: could not judge node-3: you may not read Nodes',
      todo: 'Ask for the rights',
    })
  })

  it('leads with what is in the way of everything, not with a weak guess', () => {
    const inTheWay: Obstacle = { ...unread, at: 'way', what: 'The API server does not accept your credentials (401)' }
    const guess = finding('apiserver.down', { confidence: 0.3 })
    expect(headlineOf(emptyDiagnosis({ obstacle: inTheWay, findings: [guess] }), [])).toMatchObject({
      outcome: 'blind',
      what: 'The API server does not accept your credentials (401)',
    })
  })

  it('leads with a known cause whatever could not be read', () => {
    const cause = finding('apiserver.down')
    expect(headlineOf(emptyDiagnosis({ obstacle: unread, findings: [cause] }), [cause])).toMatchObject({
      outcome: 'cause',
      what: 'Summary of apiserver.down',
    })
  })
})
