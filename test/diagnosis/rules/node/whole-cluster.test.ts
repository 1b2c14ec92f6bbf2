import { describe, expect, it } from 'vitest'
import type { Fact } from '../../../../src/diagnosis/fact.ts'
import type { Rule } from '../../../../src/diagnosis/rule.ts'
import { nodeCordoned } from '../../../../src/diagnosis/rules/node/cordoned.ts'
import { nodePressure } from '../../../../src/diagnosis/rules/node/pressure.ts'
import { nodeRebooted } from '../../../../src/diagnosis/rules/node/rebooted.ts'
import { sibling } from '../../control-plane-facts.ts'
import { ago, fact, textOf, verdictOf } from '../../facts-builder.ts'
import { event } from '../../node-facts.ts'

const scope = { total: 9, sick: [], level: 'none', shared: [] } as const
const verdictOn = (rule: Rule, facts: readonly Fact[]) => verdictOf(rule, facts, { target: { kind: 'cluster' }, scope })

const survey = (read: number, complete = true) => fact('siblingSurvey', { read, complete })

function pressure(node: string, type: string) {
  return fact('siblingPressure', { node, type, reason: '', message: '', changedAt: ago(600) })
}

describe('node.pressure of a whole cluster', () => {
  it('is one finding for all nodes, by type', () => {
    const facts = [
      pressure('b', 'DiskPressure'),
      pressure('a', 'DiskPressure'),
      pressure('a', 'PIDPressure'),
      survey(9),
    ]
    const verdict = verdictOn(nodePressure, facts)
    expect(verdict).toMatchObject({ status: 'True', advice: [{ command: 'kubemedic diagnose node/a' }] })
    expect(textOf(verdict)).toContain('2 of 9 nodes are under pressure (DiskPressure, PIDPressure)')
    expect(textOf(verdict)).toContain('DiskPressure is True on a, b, since 10 min')
  })

  it('calls fine only what was read', () => {
    expect(verdictOn(nodePressure, [survey(9)])).toMatchObject({ fine: expect.stringMatching(/^No node is under/) })
    expect(verdictOn(nodePressure, [survey(3, false)])).toMatchObject({
      fine: expect.stringContaining('The conditions of 3 of 9 nodes were read'),
    })
    expect(verdictOn(nodePressure, [survey(7)])).toMatchObject({ fine: expect.stringContaining('None of the 7 nodes') })
    expect(verdictOn(nodePressure, [survey(0)])).toEqual({ status: 'False', fine: undefined })
    expect(verdictOn(nodePressure, [])).toEqual({ status: 'False' })
  })
})

describe('node.cordoned of a whole cluster', () => {
  const worker = (name: string, unschedulable: boolean) => sibling(name, { unschedulable })
  const master = sibling('cp', { labels: { 'node-role.kubernetes.io/control-plane': '' } })

  it('is trouble when no worker takes pods any more', () => {
    const verdict = verdictOn(nodeCordoned, [worker('a', true), worker('b', true), master])
    expect(verdict).toMatchObject({ severity: 'warning' })
    expect(textOf(verdict)).toContain('All 2 workers are cordoned')
  })

  it('is worth knowing when some are', () => {
    const verdict = verdictOn(nodeCordoned, [worker('a', true), worker('b', false), master])
    expect(verdict).toMatchObject({ severity: 'info', summary: expect.stringContaining('a is cordoned') })
    expect(verdictOn(nodeCordoned, [worker('a', false)])).toEqual({ status: 'False', fine: 'No node is cordoned' })
  })
})

describe('node.rebooted of a whole cluster', () => {
  const reboot = (node: string, seconds: number) => event('Rebooted', seconds, { object: `Node/${node}` })

  it('is trouble when a third of the nodes rebooted at once', () => {
    const verdict = verdictOn(nodeRebooted, [reboot('a', 240), reboot('b', 250), reboot('c', 260)])
    expect(verdict).toMatchObject({ severity: 'warning' })
    expect(textOf(verdict)).toContain('3 of 9 nodes rebooted within the last half hour, the last one 4 min ago')
  })

  it('is worth knowing of single nodes, and over after half an hour', () => {
    expect(verdictOn(nodeRebooted, [reboot('a', 240), reboot('b', 3_000)])).toMatchObject({ severity: 'info' })
    expect(verdictOn(nodeRebooted, [reboot('a', 3_000)]).status).toBe('False')
  })
})
