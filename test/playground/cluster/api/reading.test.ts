import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ApiServer } from '../../../../src/playground/cluster/api/server.ts'
import type { ControlPlaneBackend } from '../../../../src/playground/cluster/backend.ts'
import type { KubeObject } from '../../../../src/playground/cluster/object-store.ts'
import { bodyOf, call, startServer } from '../api-server.ts'
import { EVENTS, NODES, PODS } from '../recorded-cluster.ts'
import { stubBackend } from '../stub-backend.ts'

interface List {
  readonly kind: string
  readonly metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number }
  readonly items: readonly KubeObject[]
}

interface Table {
  readonly kind: string
  readonly columnDefinitions: readonly { name: string; priority: number; type: string; format: string }[]
  readonly rows: readonly { cells: readonly unknown[]; object: KubeObject | null }[]
}

const TABLE = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' }

let backend: ControlPlaneBackend
let server: ApiServer

function putPod(
  namespace: string,
  name: string,
  nodeName: string,
  labels: Record<string, string> = {},
  phase = 'Running',
) {
  const metadata = { name, namespace, labels }
  backend.store.put(PODS, { apiVersion: 'v1', kind: 'Pod', metadata, spec: { nodeName }, status: { phase } })
}

async function names(path: string): Promise<readonly string[]> {
  return bodyOf<List>(await call(server, path)).items.map(({ metadata }) => metadata.name)
}

beforeEach(async () => {
  backend = stubBackend()
  server = await startServer(backend)
  for (const name of ['node-1', 'node-2']) {
    backend.store.put(NODES, { apiVersion: 'v1', kind: 'Node', metadata: { name, labels: { pool: 'a' } } })
  }
  putPod('bank', 'ledger', 'node-1', { app: 'ledger', tier: 'back' })
  putPod('shop', 'cart', 'node-1', { app: 'cart' })
  putPod('shop', 'web-1', 'node-2', { app: 'web' }, 'Failed')
  putPod('shop', 'web-2', '', { app: 'web' }, 'Pending')
})

afterEach(() => server.close())

describe('get and list', () => {
  it('writes items of a list without kind, single objects with it', async () => {
    const list = bodyOf<List>(await call(server, '/api/v1/nodes'))
    expect(list.kind).toBe('NodeList')
    expect(Object.keys(list.items[0] ?? {})).toEqual(['metadata'])
    const node = await call(server, '/api/v1/nodes/node-1')
    expect(Object.keys(bodyOf<object>(node))).toEqual(['kind', 'apiVersion', 'metadata'])
  })

  it('tells the cluster time in the Date header', async () => {
    const answer = await call(server, '/api/v1/nodes')
    expect(answer.headers.date).toBe('Mon, 23 Nov 2026 18:57:11 GMT')
  })

  it('lists one namespace or all of them', async () => {
    expect(await names('/api/v1/pods')).toEqual(['ledger', 'cart', 'web-1', 'web-2'])
    expect(await names('/api/v1/namespaces/shop/pods')).toEqual(['cart', 'web-1', 'web-2'])
    expect(await names('/api/v1/namespaces/nowhere/pods')).toEqual([])
  })

  it.each([
    ['labelSelector=app=web', ['web-1', 'web-2']],
    ['labelSelector=app!=web', ['ledger', 'cart']],
    ['labelSelector=app in (cart, ledger),tier', ['ledger']],
    ['labelSelector=app notin (web),!tier', ['cart']],
    ['fieldSelector=spec.nodeName=node-1', ['ledger', 'cart']],
    ['fieldSelector=spec.nodeName=', ['web-2']],
    ['fieldSelector=status.phase!=Running,status.phase!=Pending', ['web-1']],
    ['fieldSelector=metadata.name=cart', ['cart']],
    ['fieldSelector=metadata.namespace=shop&labelSelector=app=web', ['web-1', 'web-2']],
  ])('selects by %s', async (query, expected) => {
    expect(await names(`/api/v1/pods?${encodeURI(query)}`)).toEqual(expected)
  })

  it('follows pods that move, come and go when it selects by node', async () => {
    expect(await names('/api/v1/pods?fieldSelector=spec.nodeName=node-2')).toEqual(['web-1'])
    putPod('shop', 'web-2', 'node-2')
    backend.store.delete(PODS, 'shop', 'web-1')
    putPod('bank', 'vault', 'node-2')
    expect(await names('/api/v1/pods?fieldSelector=spec.nodeName=node-2')).toEqual(['vault', 'web-2'])
  })

  it('selects events by what they are about, in both API groups', async () => {
    const event = (name: string, object: string) => ({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, namespace: 'default' },
      involvedObject: { kind: 'Node', name: object, uid: object },
      reason: 'NodeNotReady',
      message: `Node ${object} status is now: NodeNotReady`,
      source: { component: 'node-controller' },
      type: 'Normal',
    })
    for (const name of ['node-1', 'node-2']) backend.store.put(EVENTS, event(`${name}.1`, name))
    const selector = 'involvedObject.kind=Node,involvedObject.name=node-2,reason=NodeNotReady,source=node-controller'
    expect(await names(`/api/v1/events?fieldSelector=${selector}`)).toEqual(['node-2.1'])
    const path = '/apis/events.k8s.io/v1/namespaces/default/events'
    const newer = bodyOf<List>(await call(server, `${path}?fieldSelector=regarding.name=node-1`))
    expect(newer.items.map(({ metadata, regarding, note }) => [metadata.name, regarding, note])).toEqual([
      ['node-1.1', { kind: 'Node', name: 'node-1', uid: 'node-1' }, 'Node node-1 status is now: NodeNotReady'],
    ])
  })

  it.each([
    ['/api/v1/pods?fieldSelector=spec.foo=x', 'field label not supported: spec.foo'],
    [
      '/api/v1/configmaps?fieldSelector=data=x',
      '"data" is not a known field selector: only "metadata.name", "metadata.namespace"',
    ],
    ['/api/v1/pods?fieldSelector=nonsense', "invalid selector: 'nonsense'; can't understand 'nonsense'"],
    ['/api/v1/pods?continue=nonsense', 'continue key is not valid: not a continue token of this server'],
    ['/api/v1/pods?limit=ten', 'strconv.ParseInt: parsing "ten": invalid syntax'],
  ])('refuses %s with 400', async (path, message) => {
    const answer = await call(server, path)
    expect([answer.status, bodyOf<object>(answer)]).toEqual([
      400,
      expect.objectContaining({ reason: 'BadRequest', message }),
    ])
  })

  it.each(['/api/v1/nonsense', '/apis/nope.k8s.io/v1/things', '/api/v2', '/apis/apps/v9', '/nonsense', '/metrics'])(
    'answers 404 in plain text at %s',
    async (path) => {
      const answer = await call(server, path)
      expect([answer.status, answer.text]).toEqual([404, '404 page not found\n'])
    },
  )

  it('answers writes with 405', async () => {
    const answer = await call(server, '/api/v1/nodes/node-1', { method: 'DELETE' })
    expect(answer.status).toBe(405)
    expect(bodyOf<object>(answer)).toMatchObject({ reason: 'MethodNotAllowed', code: 405 })
    expect(backend.store.get(NODES, undefined, 'node-1')).toBeDefined()
  })

  it('answers 406 to clients that accept protobuf only', async () => {
    const answer = await call(server, '/api/v1/nodes', { headers: { accept: 'application/vnd.kubernetes.protobuf' } })
    expect(answer.status).toBe(406)
  })
})

describe('paging', () => {
  it('goes through a list in pages, each with the revision of the first', async () => {
    const first = bodyOf<List>(await call(server, '/api/v1/pods?limit=3'))
    backend.store.delete(PODS, 'shop', 'cart')
    const second = bodyOf<List>(await call(server, `/api/v1/pods?limit=3&continue=${first.metadata.continue}`))
    expect(first.metadata.remainingItemCount).toBe(1)
    expect(second.items.map(({ metadata }) => metadata.name)).toEqual(['web-2'])
    expect(second.metadata).toEqual({ resourceVersion: first.metadata.resourceVersion })
  })

  it('does not count what it would have to filter', async () => {
    const page = bodyOf<List>(await call(server, '/api/v1/pods?limit=1&labelSelector=app'))
    expect(page.metadata.continue).toBeTypeOf('string')
    expect(page.metadata.remainingItemCount).toBeUndefined()
  })

  it('answers 410 to a token from before a compaction', async () => {
    const first = bodyOf<List>(await call(server, '/api/v1/pods?limit=1'))
    putPod('shop', 'new', 'node-1')
    backend.store.compact()
    const answer = await call(server, `/api/v1/pods?limit=1&continue=${first.metadata.continue}`)
    expect(answer.status).toBe(410)
    expect(bodyOf<object>(answer)).toMatchObject({ kind: 'Status', reason: 'Expired', code: 410 })
  })
})

describe('other forms', () => {
  it('prints a Table with the metadata of each row', async () => {
    const answer = await call(server, '/api/v1/nodes', { headers: TABLE })
    const table = bodyOf<Table>(answer)
    expect(table.kind).toBe('Table')
    expect(table.columnDefinitions.map(({ name, priority }) => `${name}:${priority}`).slice(0, 6)).toEqual([
      'Name:0',
      'Status:0',
      'Roles:0',
      'Age:0',
      'Version:0',
      'Internal-IP:1',
    ])
    expect(table.rows[0]?.object).toMatchObject({ kind: 'PartialObjectMetadata', metadata: { labels: { pool: 'a' } } })
    expect(table.rows[0]?.cells.slice(0, 4)).toEqual(['node-1', 'Unknown', '<none>', '0s'])
  })

  it.each([
    ['None', null],
    ['Metadata', 'PartialObjectMetadata'],
    ['Object', 'Node'],
  ])('puts into rows what includeObject=%s asks for', async (include, kind) => {
    const answer = await call(server, `/api/v1/nodes?includeObject=${include}`, { headers: TABLE })
    expect(bodyOf<Table>(answer).rows[0]?.object?.kind ?? null).toBe(kind)
  })

  it('writes metadata only on request', async () => {
    const accept = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io'
    const list = bodyOf<List>(await call(server, '/api/v1/pods', { headers: { accept } }))
    expect(list.kind).toBe('PartialObjectMetadataList')
    expect(Object.keys(list.items[0] ?? {})).toEqual(['kind', 'apiVersion', 'metadata'])
  })

  it('compresses large bodies for those who accept it', async () => {
    for (let index = 0; index < 1_000; index += 1) putPod('many', `pod-${index}`, 'node-2', { app: 'many' })
    const plain = await call(server, '/api/v1/pods')
    const packed = await call(server, '/api/v1/pods', { headers: { 'accept-encoding': 'gzip' } })
    const small = await call(server, '/api/v1/nodes', { headers: { 'accept-encoding': 'gzip' } })
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 4)
    expect(gunzipSync(packed.bytes).toString()).toBe(plain.text)
    expect([plain.headers['content-encoding'], small.headers['content-encoding']]).toEqual([undefined, undefined])
  })
})
