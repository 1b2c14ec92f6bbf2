import { describe, expect, it } from 'vitest'
import { nodeDeletedAtProvider } from '../../../../src/diagnosis/rules/node/deleted-at-provider.ts'
import { recordedFacts } from '../../../collectors/recorded-facts.ts'
import { ago, fact, textOf, verdictOf } from '../../facts-builder.ts'
import { dialTimeout, event, lease, logLine, reach, ready, taint } from '../../node-facts.ts'

const silent = [ready('Unknown', 300), lease(350), reach('timeout', dialTimeout)]
const gone = event('DeletingNode', 30, {
  message: 'Deleting node node-3 because it does not exist in the cloud provider',
  reporter: 'cloud-node-lifecycle-controller',
})

describe('node.deleted-at-provider', () => {
  it('is found in a recorded silence once the cloud controller says so', async () => {
    const facts = [...(await recordedFacts('kubelet-stopped-75s')), gone]
    const target = { kind: 'node', name: 'rig-node-1' } as const
    const verdict = verdictOf(nodeDeletedAtProvider, facts, { target, now: Date.parse('2026-11-23T19:17:09Z') })
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.95 })
    expect(textOf(verdict)).toContain('does not exist in the cloud provider')
  })

  it.each([
    [
      'a spot interruption',
      0.85,
      event('SpotInterrupted', 400, { message: 'Spot interruption warning was triggered' }),
    ],
    ['a preemption', 0.85, event('NodePreempt', 400, { message: 'The instance was preempted' })],
    ['the taint of an autoscaler', 0.75, taint('ToBeDeletedByClusterAutoscaler')],
    ['the taint of a termination handler', 0.75, taint('aws-node-termination-handler/spot-itn')],
    [
      "the cloud controller's log",
      0.8,
      logLine('failed to get instance ID from cloud provider: instance not found', {
        component: 'cloud-controller-manager',
      }),
    ],
  ])('is found by %s', (_, confidence, sign) => {
    expect(verdictOf(nodeDeletedAtProvider, [...silent, sign])).toMatchObject({ status: 'True', confidence })
  })

  it('leaves a log line of an earlier trouble alone', () => {
    const old = logLine('instance not found', { component: 'cloud-controller-manager', at: ago(7_200) })
    expect(verdictOf(nodeDeletedAtProvider, [...silent, old]).status).toBe('False')
  })

  it('is found when the Node object is gone as well', () => {
    expect(
      verdictOf(nodeDeletedAtProvider, [fact('nodeMissing', { name: 'node-3', nearest: [] }), gone]),
    ).toMatchObject({
      confidence: 0.95,
    })
  })

  it('does not take a planned removal for trouble while the node reports', () => {
    const facts = [ready('True'), lease(5), taint('ToBeDeletedByClusterAutoscaler')]
    expect(verdictOf(nodeDeletedAtProvider, facts).status).toBe('False')
  })

  it('is not found for a silent node alone, nor for a host that answers', () => {
    expect(verdictOf(nodeDeletedAtProvider, silent).status).toBe('False')
    expect(verdictOf(nodeDeletedAtProvider, [ready('Unknown'), lease(300), reach('refused'), gone]).status).toBe(
      'False',
    )
  })
})
