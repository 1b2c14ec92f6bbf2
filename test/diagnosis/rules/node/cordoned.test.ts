import { describe, expect, it } from 'vitest'
import { nodeCordoned } from '../../../../src/diagnosis/rules/node/cordoned.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { fact, textOf, verdictOf } from '../../facts-builder.ts'
import { event, identity, taint } from '../../node-facts.ts'

describe('node.cordoned', () => {
  it('is found in a recorded cordon, as information', async () => {
    const verdict = await verdictOnState(nodeCordoned, 'cordoned')
    expect(textOf(verdict)).toContain('rig-node-1 was cordoned 13 s ago')
    expect(nodeCordoned.severity).toBe('info')
  })

  it('takes the time from the Event when the taint has none', () => {
    const facts = [
      identity(86_400),
      fact('nodeCordoned', { unschedulable: true }),
      taint('node.kubernetes.io/unschedulable'),
      event('NodeNotSchedulable', 600),
    ]
    expect(textOf(verdictOf(nodeCordoned, facts))).toContain('cordoned 10 min ago')
  })

  it('is not found on a healthy node', async () => {
    expect(await verdictOnState(nodeCordoned, 'healthy')).toMatchObject({ status: 'False', fine: expect.any(String) })
  })

  it('does not take a left-over taint for a cordon', () => {
    expect(verdictOf(nodeCordoned, [identity(86_400), taint('node.kubernetes.io/unschedulable', 600)]).status).toBe(
      'False',
    )
  })
})
