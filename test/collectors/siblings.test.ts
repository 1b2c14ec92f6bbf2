import { describe, expect, it } from 'vitest'
import { ReadError } from '../../src/collectors/read-error.ts'
import { siblingsCollector } from '../../src/collectors/siblings.ts'
import type { Target } from '../../src/diagnosis/target.ts'
import { siblingsProvider } from '../../src/facts/siblings.ts'
import { collectFrom, factsFrom, fixtureJson, type Route, recordedReader } from './recorded-reader.ts'

const leases = '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases?limit=500'
const cluster = { kind: 'cluster' } as const

const twoNodes = {
  '/api/v1/nodes?limit=1000': fixtureJson('control-plane/kubelet-stopped-table.json'),
  [leases]: fixtureJson('control-plane/kubelet-stopped-node-leases.json'),
  '/api/v1/nodes/rig-node-1': fixtureJson('control-plane/kubelet-stopped-node.json'),
}

/** A cluster of that many nodes in pages of a thousand, some of them not ready. */
function largeCluster(count: number, notReady: readonly number[]): Readonly<Record<string, Route>> {
  const row = (index: number) => ({
    cells: [`node-${index}`, notReady.includes(index) ? 'NotReady' : 'Ready'],
    object: { metadata: { name: `node-${index}`, labels: { 'topology.kubernetes.io/zone': 'a', app: 'x' } } },
  })
  const pages = Array.from({ length: Math.ceil(count / 1000) }, (_, page) => {
    const rows = Array.from({ length: Math.min(1000, count - page * 1000) }, (_row, index) => row(page * 1000 + index))
    const left = count - page * 1000 - rows.length
    const metadata = left > 0 ? { continue: `page ${page + 1}`, remainingItemCount: left } : {}
    const table = { kind: 'Table', metadata, columnDefinitions: [{ name: 'Name' }, { name: 'Status' }], rows }
    return [`/api/v1/nodes?limit=1000${page > 0 ? `&continue=page%20${page}` : ''}`, table] as const
  })
  const nodes = notReady.map((index) => [`/api/v1/nodes/node-${index}`, { kind: 'Node' }] as const)
  return { ...Object.fromEntries([...pages, ...nodes]), [leases]: { kind: 'LeaseList' } }
}

async function asked(routes: Readonly<Record<string, Route>>, target: Target = cluster) {
  const read = recordedReader(routes)
  const data = await siblingsCollector.collect({ target, read, signal: new AbortController().signal, now: () => 0 })
  return { data, asked: read.asked }
}

describe('siblings', () => {
  it('tells Unknown from False by the node itself, since the Table prints both as NotReady', async () => {
    const [healthy, silent, count] = await factsFrom(siblingsCollector, siblingsProvider, twoNodes, cluster)
    expect(healthy?.value).toMatchObject({ name: 'fake-node-2', ready: 'True', unschedulable: true, osImage: '' })
    expect(silent).toMatchObject({
      value: { ready: 'Unknown', reason: 'NodeStatusUnknown', kubeletVersion: 'v1.33.13', leaseSeconds: 40 },
      moment: { tone: 'abnormal', text: 'Node rig-node-1: Ready became Unknown (NodeStatusUnknown)' },
    })
    expect(count?.value).toEqual({ total: 2 })
  })

  it('says so when only the Table tells', async () => {
    const forbidden = { ...twoNodes, '/api/v1/nodes/rig-node-1': new ReadError('forbidden', 'cannot get nodes') }
    const facts = await factsFrom(siblingsCollector, siblingsProvider, forbidden, cluster)
    expect(facts[1]?.value).toMatchObject({ ready: 'False', reason: 'NotReady' })
  })

  it('does not read the target again', async () => {
    const { asked: paths } = await asked(twoNodes, { kind: 'node', name: 'rig-node-1' })
    expect(paths).toHaveLength(2)
  })

  it('does without Leases, and tells so', async () => {
    const data = await collectFrom(
      siblingsCollector,
      { ...twoNodes, [leases]: new ReadError('forbidden', 'cannot list leases') },
      cluster,
    )
    expect(data.nodes.map(({ lease }) => lease)).toEqual([undefined, undefined])
    expect(data.missed).toEqual([{ reason: 'forbidden', detail: 'cannot list leases' }])
  })

  it('pages 5,000 nodes within its seven requests, however many are sick', async () => {
    const sick = Array.from({ length: 300 }, (_, index) => index * 10)
    const { data, asked: paths } = await asked(largeCluster(5_000, sick))
    expect([data.nodes.length, data.total, paths.length]).toEqual([5_000, 5_000, 7])
  })

  it('stops at five pages and still counts the rest', async () => {
    const { data } = await asked(largeCluster(7_200, []))
    expect([data.nodes.length, data.total]).toEqual([5_000, 7_200])
    const evidence = { source: 'siblings', startedAt: 0, finishedAt: 0, data }
    expect(siblingsProvider.gaps?.(evidence)).toMatchObject([
      { kinds: ['siblingNode'], gap: { reason: 'incomplete', detail: expect.stringContaining('5000 of 7200') } },
    ])
  })

  it('reads suspects from all over the list', async () => {
    const sick = Array.from({ length: 50 }, (_, index) => index)
    const { asked: paths } = await asked(largeCluster(100, sick))
    expect(paths.filter((path) => /node-\d+$/.test(path))).toEqual(
      [0, 10, 20, 30, 40].map((index) => `/api/v1/nodes/node-${index}`),
    )
  })

  it('keeps only labels that a fault may follow', async () => {
    const { data } = await asked(largeCluster(1, []))
    expect(data.nodes[0]?.labels).toEqual({ 'topology.kubernetes.io/zone': 'a' })
  })

  it('is a gap when the server answers something else than a Table', async () => {
    const routes = { '/api/v1/nodes?limit=1000': { kind: 'NodeList' }, [leases]: { kind: 'LeaseList' } }
    await expect(asked(routes)).rejects.toMatchObject({ reason: 'invalid' })
  })
})
