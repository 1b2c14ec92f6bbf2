import { afterEach, describe, expect, it } from 'vitest'
import type { ApiServer } from '../../../../src/playground/cluster/api/server.ts'
import { DialError, type HealthCheck, StorageError } from '../../../../src/playground/cluster/backend.ts'
import { bodyOf, call, startServer } from '../api-server.ts'
import { NODES, PODS, recorded, recordedBackend } from '../recorded-cluster.ts'

interface Refusal {
  readonly user: string
  readonly path: string
  readonly status: number
  readonly body: object
}

const failures = JSON.parse(recorded('failures.json')) as Record<string, object>
const refusals = JSON.parse(recorded('refusals.json')) as readonly Refusal[]
const names = { viewer: 'system:serviceaccount:default:viewer' } as Record<string, string>
const PROXY = '/api/v1/nodes/rig-node-1/proxy/healthz'
const LOG = '/api/v1/namespaces/shop/pods/web-8f4bc7898-2ggvk/log?tailLines=5'

let server: ApiServer | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

/** A cluster whose kubelet cannot be reached, for the reason that Go gives. */
function unreachableKubelet(reason: string) {
  const request = async () => {
    throw new DialError(reason)
  }
  const backend = recordedBackend({ kubelet: () => ({ request }) })
  const [pod] = backend.store.list(PODS)
  if (pod) backend.store.put(PODS, { ...pod, metadata: { name: 'web-8f4bc7898-2ggvk', namespace: 'shop' } })
  return backend
}

describe('answers compared with a real API server', () => {
  it.each(refusals)('refuses $user at $path', async ({ user, path, status, body }) => {
    server = await startServer(recordedBackend())
    const answer = await call(server, path, { user: names[user] ?? user })
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toBe('application/json')
    expect(bodyOf(answer)).toEqual(body)
  })

  it('shows refused bodies indented to curl, byte for byte', async () => {
    server = await startServer(recordedBackend())
    const answer = await call(server, '/metrics', { user: names['viewer'], headers: { 'user-agent': 'curl/7.88.1' } })
    const body = refusals.find(({ path }) => path === '/metrics')?.body
    expect(answer.text).toBe(JSON.stringify(body, null, 2))
  })

  it('answers 404 when the node object is gone', async () => {
    const backend = unreachableKubelet('not asked')
    backend.store.delete(NODES, undefined, 'rig-node-1')
    server = await startServer(backend)
    const node = await call(server, '/api/v1/nodes/rig-node-1')
    expect(node.status).toBe(404)
    expect(bodyOf(node)).toEqual(failures['node not found'])
    expect(bodyOf(await call(server, PROXY))).toEqual(failures['proxy without node'])
    expect(bodyOf(await call(server, LOG))).toEqual(failures['log without node'])
  })

  it('answers 503 and 500 when the kubelet refuses connections', async () => {
    server = await startServer(unreachableKubelet('dial tcp 127.0.0.1:10250: connect: connection refused'))
    const proxy = await call(server, PROXY)
    const log = await call(server, LOG)
    expect([proxy.status, log.status]).toEqual([503, 500])
    expect(bodyOf(proxy)).toEqual(failures['proxy refused'])
    expect(bodyOf(log)).toEqual(failures['log refused'])
  })

  it('answers 503 when the kubelet does not finish the TLS handshake', async () => {
    server = await startServer(unreachableKubelet('net/http: TLS handshake timeout'))
    expect(bodyOf(await call(server, PROXY))).toEqual(failures['proxy handshake timeout'])
  })

  it('hands on why a container has no log yet', async () => {
    const body = 'container "busybox" in pod "needs-net-6db49d4c58-t6j85" is waiting to start: ContainerCreating'
    const request = async () => ({ status: 400, contentType: 'text/plain', body })
    server = await startServer(recordedBackend({ kubelet: () => ({ request }) }))
    const answer = await call(server, '/api/v1/namespaces/shop/pods/web-8f4bc7898-rlhn8/log')
    expect(answer.status).toBe(400)
    expect(bodyOf(answer)).toEqual(failures['container waiting'])
  })

  it('answers 504 without kind when etcd is stopped, and leaves long requests waiting', async () => {
    const message = 'Timeout: request did not complete within the allotted timeout'
    const storage = async () => {
      throw new StorageError(504, message, 'Timeout')
    }
    server = await startServer(recordedBackend({ storage }))
    const answer = await call(server, '/api/v1/nodes/rig-node-1')
    expect(answer.status).toBe(504)
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(answer.text).toBe(`${JSON.stringify(failures['etcd stopped'])}\n`)
    const waiting = call(server, PROXY, { signal: AbortSignal.timeout(300) })
    await expect(waiting).rejects.toThrow(/abort/)
  })

  it('answers 500 without reason when etcd hangs', async () => {
    const message = 'rpc error: code = Unavailable desc = keepalive ping failed to receive ACK within timeout'
    const storage = async () => {
      throw new StorageError(500, message)
    }
    server = await startServer(recordedBackend({ storage }))
    const answer = await call(server, '/api/v1/nodes/rig-node-1')
    expect(answer.status).toBe(500)
    expect(bodyOf(answer)).toEqual(failures['etcd hung'])
    expect(bodyOf(await call(server, PROXY))).toEqual(failures['etcd hung'])
  })

  it('prints health checks, passed and failed, whole and one by one', async () => {
    const failing = new Set<string>()
    const detail = 'error getting data from etcd: context deadline exceeded'
    const names = ['ping', 'log', 'etcd', 'etcd-readiness', 'informer-sync', 'autoregister-completion', 'shutdown']
    const health = async (): Promise<readonly HealthCheck[]> =>
      names.map((name) => ({ name, ok: !failing.has(name), detail }))
    server = await startServer(recordedBackend({ health }))
    expect((await call(server, '/readyz?verbose')).text).toBe(recorded('readyz-verbose.txt'))
    expect((await call(server, '/readyz', { user: 'anonymous' })).text).toBe('ok')
    failing.add('etcd').add('etcd-readiness')
    const failed = await call(server, '/readyz')
    expect([failed.status, failed.text]).toEqual([500, recorded('readyz-verbose-etcd-stopped.txt')])
    expect((await call(server, '/readyz?exclude=etcd&exclude=etcd-readiness')).status).toBe(200)
    const one = await call(server, '/readyz/etcd')
    expect([one.status, one.text]).toEqual([500, `internal server error: ${detail}\n`])
    expect((await call(server, '/readyz/ping')).text).toBe('ok')
    expect((await call(server, '/readyz/no-such-check')).status).toBe(404)
  })

  it('lists component statuses', async () => {
    const componentHealth = async () => [{ name: 'scheduler' }, { name: 'etcd-0' }, { name: 'controller-manager' }]
    server = await startServer(recordedBackend({ componentHealth }))
    const real = JSON.parse(recorded('componentstatuses.json')) as { items: { metadata: object }[] }
    const body = bodyOf<{ items: { metadata: object }[] }>(await call(server, '/api/v1/componentstatuses'))
    const withTime = body.items.map((item) => ({ ...item, metadata: { ...item.metadata, creationTimestamp: null } }))
    expect({ ...body, items: withTime }).toEqual(real)
  })
})
