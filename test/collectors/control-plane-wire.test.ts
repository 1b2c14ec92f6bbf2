import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type ConnectedCluster, connect } from '../../src/adapters/kubernetes.ts'
import { apiserverCollector } from '../../src/collectors/apiserver.ts'
import { collectAll } from '../../src/collectors/collect-all.ts'
import { controlPlanePodsCollector } from '../../src/collectors/control-plane-pods.ts'
import { leaderLeasesCollector } from '../../src/collectors/leader-leases.ts'
import { pendingPodsCollector } from '../../src/collectors/pending-pods.ts'
import { siblingsCollector } from '../../src/collectors/siblings.ts'
import { loadConfig } from '../../src/config.ts'
import { type ControlPlaneBackend, StorageError } from '../../src/playground/cluster/backend.ts'
import type { ObjectStore } from '../../src/playground/cluster/object-store.ts'
import { startServer } from '../playground/cluster/api-server.ts'
import { stubBackend } from '../playground/cluster/stub-backend.ts'

const nodes = { group: '', version: 'v1', resource: 'nodes' }
const namespaces = { group: '', version: 'v1', resource: 'namespaces' }
const pods = { group: '', version: 'v1', resource: 'pods' }
const leases = { group: 'coordination.k8s.io', version: 'v1', resource: 'leases' }
const target = { kind: 'cluster' } as const

const collectors = [
  apiserverCollector,
  controlPlanePodsCollector,
  leaderLeasesCollector,
  pendingPodsCollector,
  siblingsCollector,
]

const cleanUps: (() => unknown)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

async function started(backend: ControlPlaneBackend) {
  const server = await startServer(backend)
  cleanUps.push(() => server.close())
  const folder = mkdtempSync(join(tmpdir(), 'kubemedic-'))
  cleanUps.push(() => rmSync(folder, { recursive: true }))
  const kubeconfig = join(folder, 'config')
  writeFileSync(kubeconfig, server.kubeconfig())
  const read: ConnectedCluster = await connect({ kubeconfig, env: loadConfig({}).kubernetes })
  cleanUps.push(() => read.close())
  return { server, read }
}

/** A node with labels, annotations and field managers of about the size that clouds give them. */
function putNode(store: ObjectStore, index: number, ready: boolean): void {
  const name = `ip-10-${index >> 8}-${index & 255}-7.eu-west-1.compute.internal`
  const filler = Object.fromEntries(
    Array.from({ length: 25 }, (_, key) => [
      `example.com/label-${key}`,
      `${key}-${(index * 7919 + key * 104729) % 9973}`,
    ]),
  )
  const labels = { 'topology.kubernetes.io/zone': `eu-west-1${'abc'[index % 3]}`, ...filler }
  const managedFields = [
    {
      manager: 'kubelet',
      operation: 'Update',
      fieldsV1: Object.fromEntries(Object.keys(filler).map((key) => [`f:${key}`, {}])),
    },
  ]
  const status = { conditions: [{ type: 'Ready', status: ready ? 'True' : 'Unknown', reason: 'R', message: 'M' }] }
  store.put(nodes, {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels, annotations: filler, managedFields },
    spec: {},
    status,
  })
  const spec = { holderIdentity: name, leaseDurationSeconds: 40, renewTime: '2026-11-23T18:57:05.000000Z' }
  store.put(leases, {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name, namespace: 'kube-node-lease' },
    spec,
  })
}

function putControlPlane(store: ObjectStore): void {
  store.put(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } })
  for (const name of ['kube-controller-manager', 'kube-scheduler']) {
    const spec = { holderIdentity: 'cp-1', leaseDurationSeconds: 15, renewTime: '2026-11-23T18:57:10.000000Z' }
    store.put(leases, {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name, namespace: 'kube-system' },
      spec,
    })
  }
  const waiting = { phase: 'Pending' }
  store.put(pods, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'waiting', namespace: 'shop' },
    spec: {},
    status: waiting,
  })
  store.put(pods, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'bound', namespace: 'shop' },
    spec: { nodeName: 'n' },
    status: waiting,
  })
}

function collect(read: ConnectedCluster) {
  return collectAll(collectors, { target, read, signal: new AbortController().signal, now: Date.now })
}

/** What a collector found, by the name of its source. */
async function dataOf(read: ConnectedCluster, source: string): Promise<unknown> {
  return (await collect(read)).evidence.find((evidence) => evidence.source === source)?.data
}

describe('the control plane over the wire', () => {
  it('reads everything from an API server that speaks as the real one', async () => {
    const backend = stubBackend()
    putControlPlane(backend.store)
    for (const index of [0, 1, 2, 3]) putNode(backend.store, index, index !== 2)
    const { evidence, gaps } = await collect((await started(backend)).read)
    expect(gaps).toEqual([])
    expect(Object.fromEntries(evidence.map(({ source, data }) => [source, data]))).toMatchObject({
      apiserver: {
        version: { status: 200 },
        storage: { status: 200 },
        readyz: { checks: [{ check: 'etcd', ok: true }] },
      },
      'control-plane-pods': [],
      'leader-leases': { leaders: [{ name: 'kube-controller-manager' }, { name: 'kube-scheduler' }] },
      'pending-pods': [{ name: 'waiting' }],
      siblings: { total: 4, nodes: [{}, {}, { ready: { status: 'Unknown' }, lease: { seconds: 40 } }, {}] },
    })
  })

  it('stays within its requests and 5 MB at 5,000 nodes, a fifth of them sick', async () => {
    const backend = stubBackend()
    putControlPlane(backend.store)
    for (let index = 0; index < 5_000; index += 1) putNode(backend.store, index, index % 5 !== 0)
    const { server, read } = await started(backend)
    const { gaps } = await collect(read)
    const { requests, bytesSent } = server.traffic.read()
    expect(gaps).toEqual([])
    expect(requests.length).toBeLessThanOrEqual(4 + 1 + 3 + 1 + 7)
    expect(bytesSent).toBeLessThan(5_000_000)
  })

  it('makes evidence of an API server that refuses', async () => {
    let state: 'up' | 'stopped' = 'up'
    const { server, read } = await started(stubBackend({ apiserverState: () => state }))
    state = 'stopped'
    await server.sync()
    expect(await dataOf(read, 'apiserver')).toMatchObject({ version: { outcome: 'refused', status: 0 } })
  })

  it('makes evidence of a storage that fails while the server itself answers', async () => {
    const storage = async () => {
      throw new StorageError(
        500,
        'rpc error: code = Unavailable desc = keepalive ping failed to receive ACK within timeout',
      )
    }
    const detail = 'error getting data from etcd: context deadline exceeded'
    const health = async () => [{ name: 'etcd', ok: false, detail }]
    const { read } = await started(stubBackend({ storage, health }))
    expect(await dataOf(read, 'apiserver')).toMatchObject({
      version: { status: 200 },
      readyz: { checks: [{ check: 'etcd', ok: false }], etcdDetail: expect.stringContaining(detail) },
      storage: { status: 500, message: expect.stringContaining('keepalive ping failed') },
    })
  })
})
