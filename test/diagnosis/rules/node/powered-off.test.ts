import { describe, expect, it } from 'vitest'
import { networkPartition } from '../../../../src/diagnosis/rules/network/partition.ts'
import { nodePoweredOff } from '../../../../src/diagnosis/rules/node/powered-off.ts'
import { recordedFacts } from '../../../collectors/recorded-facts.ts'
import { contextWith, textOf, verdictOf } from '../../facts-builder.ts'
import { dialTimeout, event, lease, manyAreSick, pod, reach, ready, taint, zoneIsSick } from '../../node-facts.ts'

const off = [ready('Unknown', 300, 'Kubelet stopped posting node status.'), lease(350), reach('timeout', dialTimeout)]

describe('node.powered-off', () => {
  it('is likely for a recorded silent node of which nothing answers', async () => {
    const facts = [...(await recordedFacts('kubelet-stopped-two-nodes')), reach('timeout', dialTimeout)]
    const target = { kind: 'node', name: 'rig-node-1' } as const
    const verdict = verdictOf(nodePoweredOff, facts, { target, now: Date.parse('2026-11-23T19:38:37Z') })
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.5 })
    expect(textOf(verdict)).toContain(dialTimeout)
  })

  it("is nearly certain with the cloud controller's taint", () => {
    const facts = [...off, taint('node.cloudprovider.kubernetes.io/shutdown', 60)]
    expect(verdictOf(nodePoweredOff, facts)).toMatchObject({ confidence: 0.95, against: [] })
  })

  it.each([
    ['the last word of the kubelet', 0.85, [ready('False', 200, 'node is shutting down'), lease(200)]],
    ['an Event', 0.8, [...off, event('NodeShutdown', 400, { message: 'Shutdown manager detected shutdown event' })]],
    ['the ends of its pods', 0.75, [...off, pod('web', { phase: 'Failed', reason: 'Terminated' })]],
  ])('reads an orderly shutdown from %s', (_, confidence, facts) => {
    expect(verdictOf(nodePoweredOff, facts)).toMatchObject({ status: 'True', confidence })
  })

  it('cannot be told from a partition, so both are shown and one step separates them', () => {
    const partition = verdictOf(networkPartition, off)
    const poweredOff = verdictOf(nodePoweredOff, off)
    if (partition.status === 'False' || poweredOff.status === 'False') throw new Error('one of both was dropped')
    expect(Math.abs(partition.confidence - poweredOff.confidence)).toBeLessThan(0.15)
    expect(nodePoweredOff.advice(contextWith())[0]).toEqual(networkPartition.advice(contextWith())[0])
    expect(textOf(poweredOff)).toContain('looks the same from here')
  })

  it('is less likely when a whole zone is silent', () => {
    const verdict = verdictOf(nodePoweredOff, off, zoneIsSick)
    expect(verdict).toMatchObject({ confidence: 0.35 })
    expect(textOf(verdict)).toContain('3 nodes are silent together')
  })

  it('is a little less likely when several nodes are silent', () => {
    expect(verdictOf(nodePoweredOff, off, manyAreSick)).toMatchObject({ confidence: 0.42 })
  })

  it('stays a mere possibility when nobody could knock: Ready=Unknown proves nothing', () => {
    expect(verdictOf(nodePoweredOff, [ready('Unknown'), lease(300)])).toMatchObject({ confidence: 0.35 })
  })

  it('is not found when the host answers', () => {
    for (const outcome of ['refused', 'tls-timeout', 'ok', 'tls-untrusted', 'reset'] as const) {
      expect(verdictOf(nodePoweredOff, [ready('Unknown'), lease(300), reach(outcome)]).status).toBe('False')
    }
  })

  it('is not found on a healthy node, whatever the port does', async () => {
    const facts = await recordedFacts('healthy')
    const context = { target: { kind: 'node', name: 'rig-node-1' }, now: Date.parse('2026-11-23T18:57:10Z') } as const
    expect(verdictOf(nodePoweredOff, [...facts, reach('timeout')], context)).toMatchObject({
      status: 'False',
      fine: expect.any(String),
    })
  })
})
