import { describe, expect, it } from 'vitest'
import { nodeCollector } from '../../../../src/collectors/node.ts'
import { nodeTaintLeftOver } from '../../../../src/diagnosis/rules/node/taint-left-over.ts'
import { nodeProvider } from '../../../../src/facts/node.ts'
import { recordedFacts } from '../../../collectors/recorded-facts.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { factsFrom, fixtureText } from '../../../collectors/recorded-reader.ts'
import { fact, textOf, verdictOf } from '../../facts-builder.ts'
import { condition, lease, ready, taint } from '../../node-facts.ts'

const healthy = [ready('True', 3600), lease(5)]

describe('node.taint-left-over', () => {
  it('is found on a recorded Ready node with the taint of an earlier silence, through collector and provider', async () => {
    const node = JSON.parse(fixtureText('node/healthy.node.json'))
    node.spec.taints = JSON.parse(fixtureText('node/kubelet-stopped-75s.node.json')).spec.taints
    const facts = await factsFrom(nodeCollector, nodeProvider, { '/api/v1/nodes/rig-node-1': node })
    const verdict = verdictOf(nodeTaintLeftOver, facts, { now: Date.parse('2026-11-23T18:57:10Z') })
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.85 })
    expect(textOf(verdict)).toContain('Taint node.kubernetes.io/unreachable is set, but Ready has been True for 22 min')
  })

  it.each([
    [
      'a pressure that has ended',
      0.85,
      [taint('node.kubernetes.io/disk-pressure'), condition('DiskPressure', 'False', 600)],
    ],
    ['a cordon that was undone', 0.85, [taint('node.kubernetes.io/unschedulable', 900)]],
    ['a machine that was off', 0.65, [taint('node.kubernetes.io/out-of-service')]],
    ['an agent', 0.65, [taint('node.cilium.io/agent-not-ready')]],
    ['a machine controller', 0.65, [taint('node.cluster.x-k8s.io/uninitialized')]],
  ])('is found for %s', (_, confidence, facts) => {
    expect(verdictOf(nodeTaintLeftOver, [...healthy, ...facts])).toMatchObject({ status: 'True', confidence })
  })

  it('leaves taints alone that people set on purpose', () => {
    const own = [taint('dedicated'), taint('node-role.kubernetes.io/control-plane'), taint('nvidia.com/gpu')]
    expect(verdictOf(nodeTaintLeftOver, [...healthy, ...own])).toEqual({ status: 'False' })
  })

  it('leaves taints alone whose reason is there', async () => {
    for (const state of ['kubelet-stopped-75s', 'containerd-stopped-4m', 'disk-pressure', 'cordoned']) {
      expect((await verdictOnState(nodeTaintLeftOver, state)).status, state).toBe('False')
    }
    expect(verdictOf(nodeTaintLeftOver, await recordedFacts('kubelet-stopped-two-nodes')).status).toBe('False')
  })

  it('gives the owner of a taint time to remove it', () => {
    const justReady = [ready('True', 60), lease(5), taint('node.kubernetes.io/not-ready', 90)]
    expect(verdictOf(nodeTaintLeftOver, justReady).status).toBe('False')
    expect(
      verdictOf(nodeTaintLeftOver, [ready('True', 300), lease(5), taint('node.cilium.io/agent-not-ready')]).status,
    ).toBe('False')
    expect(verdictOf(nodeTaintLeftOver, [...healthy, taint('node.kubernetes.io/unschedulable', 30)]).status).toBe(
      'False',
    )
  })

  it('leaves the uninitialized taint to the cloud-controller-manager', () => {
    const facts = [...healthy, taint('node.cloudprovider.kubernetes.io/uninitialized', 900)]
    expect(verdictOf(nodeTaintLeftOver, facts).status).toBe('False')
  })

  it('is fine without any taint, and knows a cordon', () => {
    expect(verdictOf(nodeTaintLeftOver, healthy)).toEqual({ status: 'False', fine: 'No taint keeps pods away' })
    const cordoned = [taint('node.kubernetes.io/unschedulable', 900), fact('nodeCordoned', { unschedulable: true })]
    expect(verdictOf(nodeTaintLeftOver, [...healthy, ...cordoned]).status).toBe('False')
  })
})
