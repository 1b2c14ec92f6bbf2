import { describe, expect, it } from 'vitest'
import { pendingPodsCollector } from '../../src/collectors/pending-pods.ts'
import { collectFrom, fixtureJson } from './recorded-reader.ts'

const path = '/api/v1/pods?fieldSelector=spec.nodeName%3D%2Cstatus.phase%3DPending&limit=100&resourceVersion=0'
const collect = (list: { readonly kind: string }) => {
  return collectFrom(pendingPodsCollector, { [path]: list }, { kind: 'cluster' })
}

describe('pending-pods', () => {
  it('keeps the reason why the scheduler found no node', async () => {
    const [pod] = await collect(fixtureJson('control-plane/unschedulable-pods.json'))
    expect(pod).toMatchObject({ namespace: 'shop', hasConditions: true })
  })

  it('sees that no scheduler looked at a pod', async () => {
    const [pod] = await collect(fixtureJson('control-plane/scheduler-stopped-pods.json'))
    expect(pod).toMatchObject({ phase: 'Pending', hasConditions: false })
  })

  it('leaves out pods that have their node, and stops at a hundred', async () => {
    const bound = { spec: { nodeName: 'node-3' }, status: { phase: 'Pending' } }
    const waiting = Array.from({ length: 150 }, () => ({ status: { phase: 'Pending' } }))
    const list = { kind: 'PodList', items: [bound, ...waiting] }
    expect(await collect(list)).toHaveLength(100)
  })
})
