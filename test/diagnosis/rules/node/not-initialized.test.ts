import { describe, expect, it } from 'vitest'
import { nodeCollector } from '../../../../src/collectors/node.ts'
import { nodeNotInitialized } from '../../../../src/diagnosis/rules/node/not-initialized.ts'
import { nodeProvider } from '../../../../src/facts/node.ts'
import { factsFrom, fixtureText } from '../../../collectors/recorded-reader.ts'
import { textOf, verdictOf } from '../../facts-builder.ts'
import { identity, taint } from '../../node-facts.ts'

const key = 'node.cloudprovider.kubernetes.io/uninitialized'

describe('node.not-initialized', () => {
  it('is found on a recorded Node that carries the taint, through collector and provider', async () => {
    const node = JSON.parse(fixtureText('node/healthy.node.json'))
    node.spec.taints = [{ key, value: 'true', effect: 'NoSchedule' }]
    const facts = await factsFrom(nodeCollector, nodeProvider, { '/api/v1/nodes/rig-node-1': node })
    const target = { kind: 'node', name: 'rig-node-1' } as const
    const verdict = verdictOf(nodeNotInitialized, facts, { target, now: Date.parse('2026-11-23T18:57:10Z') })
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.95, severity: 'critical' })
    expect(textOf(verdict)).toContain('.spec.providerID is empty')
    expect(textOf(verdict)).toContain('has waited 22 min')
  })

  it('is found on a node that has a provider id already, with less certainty', () => {
    expect(verdictOf(nodeNotInitialized, [taint(key, 900), identity(900)])).toMatchObject({ confidence: 0.85 })
  })

  it('is information while a node joins', () => {
    const facts = [taint(key), identity(30, { providerId: '' })]
    expect(verdictOf(nodeNotInitialized, facts)).toMatchObject({ severity: 'info' })
  })

  it('is not found by the taints of Cluster API or of the node controller', () => {
    const others = [taint('node.cluster.x-k8s.io/uninitialized'), taint('node.kubernetes.io/not-ready')]
    expect(verdictOf(nodeNotInitialized, [...others, identity(900)]).status).toBe('False')
  })

  it('is not found on a node without taints', () => {
    expect(verdictOf(nodeNotInitialized, [identity(900)]).status).toBe('False')
  })
})
