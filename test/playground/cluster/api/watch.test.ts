import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ApiServer } from '../../../../src/playground/cluster/api/server.ts'
import type { ControlPlaneBackend } from '../../../../src/playground/cluster/backend.ts'
import type { KubeObject } from '../../../../src/playground/cluster/object-store.ts'
import { type CallOptions, open, startServer } from '../api-server.ts'
import { PODS } from '../recorded-cluster.ts'
import { type HandClock, handClock, stubBackend } from '../stub-backend.ts'

interface Line {
  readonly type: string
  readonly object: KubeObject & {
    rows?: readonly { cells: readonly unknown[] }[]
    columnDefinitions?: readonly object[]
  }
}

let clock: HandClock
let backend: ControlPlaneBackend
let server: ApiServer

beforeEach(async () => {
  clock = handClock()
  backend = stubBackend({ clock })
  server = await startServer(backend)
})

afterEach(() => server.close())

function put(name: string, app: string): KubeObject {
  return backend.store.put(PODS, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', labels: { app } },
  })
}

/** Opens a watch; `next` waits for one line, `rest` for the end. */
async function watch(query: string, options: CallOptions = {}) {
  const response = await open(server, `/api/v1/pods?watch=true&${query}`, options)
  const lines = createInterface({ input: response })[Symbol.asyncIterator]()
  return {
    status: response.statusCode,
    async next(): Promise<Line | undefined> {
      const { value, done } = await lines.next()
      return done ? undefined : (JSON.parse(value) as Line)
    },
    leave: () => response.destroy(),
  }
}

function summary(line: Line | undefined): string {
  return `${line?.type} ${line?.object.metadata.name}`
}

describe('watch', () => {
  it('begins with what there is, then tells every change', async () => {
    put('web-1', 'web')
    const pods = await watch('')
    expect(summary(await pods.next())).toBe('ADDED web-1')
    put('web-2', 'web')
    put('web-1', 'web')
    backend.store.delete(PODS, 'shop', 'web-2')
    expect(summary(await pods.next())).toBe('ADDED web-2')
    expect(summary(await pods.next())).toBe('MODIFIED web-1')
    const last = await pods.next()
    expect(summary(last)).toBe('DELETED web-2')
    expect(last?.object.metadata.resourceVersion).toBe(String(backend.store.revision))
    pods.leave()
  })

  it('begins after the revision that it is given', async () => {
    put('web-1', 'web')
    const { revision } = backend.store
    put('web-2', 'web')
    const pods = await watch(`resourceVersion=${revision}`)
    expect(summary(await pods.next())).toBe('ADDED web-2')
    pods.leave()
  })

  it('shows objects that begin or cease to match a selector as added and deleted', async () => {
    put('web-1', 'web')
    const pods = await watch(`labelSelector=app=web&resourceVersion=${backend.store.revision}`)
    put('other', 'cart')
    put('web-1', 'cart')
    put('web-1', 'cart')
    put('web-1', 'web')
    expect(summary(await pods.next())).toBe('DELETED web-1')
    expect(summary(await pods.next())).toBe('ADDED web-1')
    pods.leave()
  })

  it('ends with an error event when its revision is forgotten', async () => {
    const { revision } = backend.store
    put('web-1', 'web')
    backend.store.compact()
    const pods = await watch(`resourceVersion=${revision}`)
    const message = `too old resource version: ${revision} (${backend.store.revision})`
    expect(pods.status).toBe(200)
    expect(await pods.next()).toMatchObject({
      type: 'ERROR',
      object: { kind: 'Status', reason: 'Expired', code: 410, message },
    })
    expect(await pods.next()).toBeUndefined()
  })

  it('ends at timeoutSeconds of the cluster clock', async () => {
    const pods = await watch('timeoutSeconds=300')
    put('web-1', 'web')
    expect(summary(await pods.next())).toBe('ADDED web-1')
    clock.advance(300_000)
    expect(await pods.next()).toBeUndefined()
  })

  it('sends bookmarks to those who allow them', async () => {
    const pods = await watch('allowWatchBookmarks=true')
    put('web-1', 'web')
    await pods.next()
    clock.advance(60_000)
    const { revision } = backend.store
    expect(await pods.next()).toMatchObject({
      type: 'BOOKMARK',
      object: { kind: 'Pod', metadata: { resourceVersion: String(revision) } },
    })
    pods.leave()
  })

  it('marks the end of the initial events', async () => {
    put('web-1', 'web')
    const pods = await watch('sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true')
    expect(summary(await pods.next())).toBe('ADDED web-1')
    const mark = await pods.next()
    expect([mark?.type, mark?.object.metadata.annotations]).toEqual([
      'BOOKMARK',
      { 'k8s.io/initial-events-end': 'true' },
    ])
    pods.leave()
  })

  it('sends Tables on request, the column names once', async () => {
    put('web-1', 'web')
    put('web-2', 'web')
    const pods = await watch('', { headers: { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' } })
    const lines = [await pods.next(), await pods.next()]
    expect(lines.map((line) => line?.object.rows?.[0]?.cells[0])).toEqual(['web-1', 'web-2'])
    expect(lines.map((line) => line?.object.columnDefinitions?.length)).toEqual([9, 0])
    pods.leave()
  })
})
