import { CoordinationV1Api, CoreV1Api, KubeConfig, ListWatch, makeInformer, Watch } from '@kubernetes/client-node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ApiServer } from '../../../src/playground/cluster/api/server.ts'
import type { ControlPlaneBackend } from '../../../src/playground/cluster/backend.ts'
import { startServer, VIEWER } from './api-server.ts'
import { NODES, PODS, recordedBackend } from './recorded-cluster.ts'

/** Only a broken server takes so long. */
const PATIENCE = { timeout: 20_000 }

let backend: ControlPlaneBackend
let server: ApiServer
let config: KubeConfig

beforeEach(async () => {
  backend = recordedBackend()
  server = await startServer(backend)
  config = new KubeConfig()
  config.loadFromString(server.kubeconfig())
})

afterEach(() => server.close())

describe('@kubernetes/client-node', () => {
  it('lists and reads typed objects', async () => {
    const core = config.makeApiClient(CoreV1Api)
    const { items, metadata } = await core.listNode({ limit: 500 })
    expect(items.map((node) => node.status?.nodeInfo?.kubeletVersion)).toEqual(['v1.33.13'])
    expect(metadata?.resourceVersion).toBe(String(backend.store.revision))
    const node = await core.readNode({ name: 'rig-node-1' })
    expect(node.metadata?.creationTimestamp).toEqual(new Date('2026-11-23T18:35:24Z'))
    const leases = await config.makeApiClient(CoordinationV1Api).listNamespacedLease({ namespace: 'kube-node-lease' })
    expect(leases.items[0]?.spec).toMatchObject({ holderIdentity: 'rig-node-1', leaseDurationSeconds: 40 })
  })

  it('pages', async () => {
    const core = config.makeApiClient(CoreV1Api)
    const first = await core.listPodForAllNamespaces({ limit: 1 })
    const second = await core.listPodForAllNamespaces({ limit: 1, _continue: first.metadata?._continue })
    expect(first.metadata?.remainingItemCount).toBe(1)
    expect([first, second].map(({ items }) => items[0]?.metadata?.name)).toEqual([
      'web-8f4bc7898-rlhn8',
      'web-besteffort-768c9f9574-p87g2',
    ])
  })

  it('gets refusals with their code and body', async () => {
    config.loadFromString(server.kubeconfig(VIEWER))
    const refused = config.makeApiClient(CoreV1Api).listNode()
    await expect(refused).rejects.toMatchObject({
      code: 403,
      body: expect.stringContaining('nodes is forbidden: User'),
    })
  })

  it('watches', async () => {
    const seen: string[] = []
    const { revision } = backend.store
    await new Promise<void>((resolve, reject) => {
      const query = { resourceVersion: String(revision) }
      const controller = new Watch(config).watch(
        '/api/v1/nodes',
        query,
        (phase: string, object: { metadata: { name: string } }) => {
          seen.push(`${phase} ${object.metadata.name}`)
          if (seen.length === 2) controller.then((running) => running.abort(), reject)
        },
        () => resolve(),
      )
      backend.store.put(NODES, { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-2' } })
      backend.store.delete(NODES, undefined, 'node-2')
    })
    expect(seen).toEqual(['ADDED node-2', 'DELETED node-2'])
  })

  it('keeps an informer current', async () => {
    const core = config.makeApiClient(CoreV1Api)
    const informer = makeInformer(config, '/api/v1/namespaces/shop/pods', () =>
      core.listNamespacedPod({ namespace: 'shop' }),
    )
    await informer.start()
    expect(informer instanceof ListWatch && informer.list().length).toBe(2)
    backend.store.delete(PODS, 'shop', 'web-8f4bc7898-rlhn8')
    await expect.poll(() => informer instanceof ListWatch && informer.list().length, PATIENCE).toBe(1)
    await informer.stop()
  })
})
