import { describe, expect, it } from 'vitest'
import { nodeCollector } from '../../src/collectors/node.ts'
import { nodeProvider } from '../../src/facts/node.ts'
import { factsFrom, fixtureJson, fixtureText, type Route } from '../collectors/recorded-reader.ts'

function facts(state: string) {
  return factsFrom(nodeCollector, nodeProvider, {
    '/api/v1/nodes/rig-node-1': fixtureJson(`node/${state}.node.json`),
  })
}

describe('the node provider', () => {
  it('points each condition at its place in the Node', async () => {
    const ready = (await facts('kubelet-stopped-75s')).find(({ from }) => from.ref.includes('[Ready]'))
    expect(ready).toMatchObject({
      kind: 'nodeCondition',
      value: { type: 'Ready', status: 'Unknown' },
      from: { source: 'node', ref: 'Node rig-node-1 .status.conditions[Ready]' },
      moment: {
        tone: 'abnormal',
        text: 'Ready became Unknown (NodeStatusUnknown): Kubelet stopped posting node status.',
      },
    })
  })

  it('tells the silence once, not once for each condition', async () => {
    const moments = (await facts('kubelet-stopped-75s')).flatMap(({ moment }) => moment ?? [])
    expect(moments.filter(({ tone }) => tone === 'abnormal')).toHaveLength(1)
  })

  it('tells Ready=True as healthy, which ends an earlier trouble', async () => {
    const ready = (await facts('healthy')).find(({ from }) => from.ref.includes('[Ready]'))
    expect(ready?.moment?.tone).toBe('healthy')
  })

  it('says who the node is, that it is cordoned, and its taints', async () => {
    const all = await facts('cordoned')
    expect(all.find(({ kind }) => kind === 'nodeCordoned')).toMatchObject({
      from: { ref: 'Node rig-node-1 .spec.unschedulable' },
    })
    expect(all.find(({ kind }) => kind === 'nodeTaint')).toMatchObject({
      value: { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' },
      moment: { tone: 'neutral', text: 'taint node.kubernetes.io/unschedulable:NoSchedule was added' },
    })
    const identity = all.find(({ kind }) => kind === 'nodeIdentity')
    expect(identity?.value).toMatchObject({
      kubeletVersion: 'v1.33.13',
      bootId: 'db5f079d-c4e4-45be-8446-6fd90703f541',
    })
    expect(identity?.value).not.toHaveProperty('conditions')
  })

  it('makes one fact of a missing node', async () => {
    const routes: Record<string, Route> = {
      '/api/v1/nodes/rig-node-1': { status: 404, body: fixtureText('node/node-deleted-kubelet-running.node.json') },
      '/api/v1/nodes?includeObject=None&limit=1000': { status: 403 },
    }
    expect(await factsFrom(nodeCollector, nodeProvider, routes)).toMatchObject([
      { kind: 'nodeMissing', value: { name: 'rig-node-1', nearest: [] } },
    ])
  })
})
