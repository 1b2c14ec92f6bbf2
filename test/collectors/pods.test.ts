import { describe, expect, it } from 'vitest'
import { podsCollector } from '../../src/collectors/pods.ts'
import { factsOfState } from './recorded-node.ts'
import { collectFrom, recordedReader } from './recorded-reader.ts'

const page = '/api/v1/pods?fieldSelector=spec.nodeName%3Drig-node-1&limit=500'
const cached = `${page}&resourceVersion=0`
const target = { kind: 'node', name: 'rig-node-1' } as const

function podList(names: readonly string[], next?: string) {
  const items = names.map((name) => ({ metadata: { name } }))
  return { kind: 'PodList', metadata: { continue: next }, items }
}

async function podFacts(state: string) {
  const { facts } = await factsOfState(state)
  return facts.filter((fact) => fact.kind === 'podOnNode')
}

describe('pods', () => {
  it('asks the cache for the pods of this node only, page by page', async () => {
    const routes = { [cached]: podList(['a'], 'x=='), [`${page}&continue=x%3D%3D`]: podList(['b']) }
    const data = await collectFrom(podsCollector, routes, target)
    expect(data).toMatchObject({ pods: [{ name: 'a' }, { name: 'b' }], complete: true })
  })

  it('stops at some page and says so', async () => {
    const read = recordedReader({ [cached]: podList(['a'], 'y'), [`${page}&continue=y`]: podList(['a'], 'y') })
    const signal = new AbortController().signal
    const data = await podsCollector.collect({ target, read, signal, now: () => 0 })
    expect(data.complete).toBe(false)
    expect(read.asked).toHaveLength(4)
  })

  it('keeps what rules read of a pod that crashes', async () => {
    const pod = (await podFacts('faults')).find(({ value }) => value.name.startsWith('oom-child'))
    expect(pod?.value).toMatchObject({ namespace: 'faults', phase: 'Running', ready: false, hasConditions: true })
    expect(pod?.value.owner).toMatch(/^ReplicaSet\/oom-child-/)
    expect(pod?.value.containers).toMatchObject([
      { name: 'app', restarts: 5, state: 'terminated', reason: 'OOMKilled', exitCode: 1, lastReason: 'OOMKilled' },
    ])
    expect(pod?.moment?.text).toMatch(/container app of faults\/oom-child-\S+ ended \(OOMKilled, exit 1\), restart 5/)
  })

  it('shows the init container that holds a pod up, and not those that are done', async () => {
    const pod = (await podFacts('faults')).find(({ value }) => value.name.startsWith('init-fail'))
    expect(pod?.value.containers.map(({ name, reason }) => [name, reason])).toEqual([
      ['migrate', 'CrashLoopBackOff'],
      ['app', 'PodInitializing'],
    ])
  })

  it('keeps the deletion that nobody confirms', async () => {
    const pod = (await podFacts('kubelet-stopped-two-nodes')).find(({ value }) => value.name.startsWith('fast-evict'))
    expect(pod?.value).toMatchObject({ deletedAt: Date.parse('2026-11-23T19:38:16Z'), graceSeconds: 2 })
  })
})
