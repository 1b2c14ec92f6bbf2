import { describe, expect, it } from 'vitest'
import { silentKubeletsCollector as collector } from '../../src/collectors/silent-kubelets.ts'
import { silentKubeletsProvider } from '../../src/facts/silent-kubelets.ts'
import { factsFrom, type Route, recordedReader } from './recorded-reader.ts'

const cluster = { kind: 'cluster' } as const
const path = '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases?limit=500'
const now = Date.parse('2026-11-23T19:00:00Z')

/** Leases of node-0, node-1 …, renewed so many seconds ago. */
function leases(...ages: readonly number[]): Route {
  const items = ages.map((seconds, index) => ({
    metadata: { name: `node-${index}` },
    spec: { leaseDurationSeconds: 40, renewTime: new Date(now - seconds * 1000).toISOString() },
  }))
  const body = JSON.stringify({ kind: 'LeaseList', items })
  return { status: 200, contentType: 'application/json', body, date: now }
}

const healthz = (node: string) => `/api/v1/nodes/${node}/proxy/healthz`

function failure(code: number, message: string): Route {
  const status = { kind: 'Status', status: 'Failure', code, message }
  return { status: code, contentType: 'application/json', body: JSON.stringify(status) }
}

const refused = failure(503, 'error trying to reach service: dial tcp 10.0.0.1:10250: connect: connection refused')

async function asked(routes: Readonly<Record<string, Route>>) {
  const read = recordedReader(routes)
  await collector.collect({ target: cluster, read, signal: new AbortController().signal, now: () => now })
  return read.asked.slice(1)
}

describe('silent-kubelets', () => {
  it('tells whether hosts of silent nodes refuse', async () => {
    const routes = { [path]: leases(5, 300), [healthz('node-1')]: refused }
    const [fact, ...others] = await factsFrom(collector, silentKubeletsProvider, routes, cluster)
    expect(fact).toMatchObject({ kind: 'siblingReach', value: { node: 'node-1', outcome: 'refused', status: 503 } })
    expect(others).toEqual([])
  })

  it('asks nobody where every node reports', async () => {
    expect(await asked({ [path]: leases(5, 9, 39) })).toEqual([])
  })

  it('asks two of many: those that fell silent first and last', async () => {
    const nodes = ['node-0', 'node-1', 'node-2', 'node-3', 'node-4']
    const answers = Object.fromEntries(nodes.map((node) => [healthz(node), refused]))
    const paths = await asked({ [path]: leases(500, 400, 300, 200, 100), ...answers })
    expect(paths).toEqual([healthz('node-0'), healthz('node-4')])
  })

  it('passes over the Lease of a Node that is gone', async () => {
    const routes = { [path]: leases(300), [healthz('node-0')]: failure(404, 'nodes "node-0" not found') }
    expect(await factsFrom(collector, silentKubeletsProvider, routes, cluster)).toEqual([])
  })

  it('is a gap without permission', async () => {
    const routes = { [path]: leases(300), [healthz('node-0')]: failure(403, 'nodes "node-0" is forbidden') }
    await expect(asked(routes)).rejects.toMatchObject({ reason: 'forbidden' })
  })
})
