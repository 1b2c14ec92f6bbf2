import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../../src/playground/cluster/memory-store.ts'
import type { KubeObject, StoreEvent } from '../../../src/playground/cluster/object-store.ts'
import { frozenClock } from './stub-backend.ts'

const pods = { group: '', version: 'v1', resource: 'pods' }
const nodes = { group: '', version: 'v1', resource: 'nodes' }

function pod(namespace: string, name: string, phase = 'Running'): KubeObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, status: { phase } }
}

function names(objects: Iterable<KubeObject>): readonly string[] {
  return [...objects].map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
}

describe('memory store', () => {
  it('stamps uid, creation time and revision, and keeps the first two on replacement', () => {
    const store = createMemoryStore(frozenClock('2026-11-23T18:00:00Z'))
    const first = store.put(pods, pod('shop', 'web'))
    const second = store.put(pods, pod('shop', 'web', 'Failed'))
    expect(first.metadata.uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(first.metadata.creationTimestamp).toBe('2026-11-23T18:00:00Z')
    expect(second.metadata.uid).toBe(first.metadata.uid)
    expect(Number(second.metadata.resourceVersion)).toBe(Number(first.metadata.resourceVersion) + 1)
    expect(store.revision).toBe(Number(second.metadata.resourceVersion))
  })

  it('gives a re-created object another uid', () => {
    const store = createMemoryStore(frozenClock())
    const first = store.put(pods, pod('shop', 'web'))
    store.delete(pods, 'shop', 'web')
    expect(store.get(pods, 'shop', 'web')).toBeUndefined()
    expect(store.put(pods, pod('shop', 'web')).metadata.uid).not.toBe(first.metadata.uid)
  })

  it('lists in key order, whatever the order of writes', () => {
    const store = createMemoryStore(frozenClock())
    for (const name of ['b', 'd', 'a']) store.put(pods, pod('shop', name))
    expect(names(store.list(pods))).toEqual(['shop/a', 'shop/b', 'shop/d'])
    store.put(pods, pod('shop', 'c'))
    store.put(pods, pod('bank', 'z'))
    store.put(pods, pod('shop-2', 'a'))
    store.delete(pods, 'shop', 'b')
    expect(names(store.list(pods))).toEqual(['bank/z', 'shop-2/a', 'shop/a', 'shop/c', 'shop/d'])
    expect(names(store.list(pods, 'shop'))).toEqual(['shop/a', 'shop/c', 'shop/d'])
  })

  it('replays changes since a revision, of one type, with what was there before', () => {
    const store = createMemoryStore(frozenClock())
    store.put(pods, pod('shop', 'web'))
    const { revision } = store
    store.put(nodes, { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' } })
    store.put(pods, pod('shop', 'web', 'Failed'))
    store.delete(pods, 'shop', 'web')
    const changes = store.since(pods, revision)
    expect(changes?.map(({ type }) => type)).toEqual(['MODIFIED', 'DELETED'])
    expect(changes?.[0]?.previous?.['status']).toEqual({ phase: 'Running' })
    expect(changes?.[1]?.object.metadata.resourceVersion).toBe(String(store.revision))
  })

  it('forgets history on compaction, also for types not seen yet', () => {
    const store = createMemoryStore(frozenClock())
    const before = store.revision
    store.put(pods, pod('shop', 'web'))
    store.compact()
    expect(store.since(pods, before)).toBeUndefined()
    expect(store.since(nodes, before)).toBeUndefined()
    expect(store.since(pods, store.revision)).toEqual([])
  })

  it('bounds its history', () => {
    const store = createMemoryStore(frozenClock())
    const start = store.revision
    for (let round = 0; round < 20_000; round += 1) store.put(pods, pod('shop', 'web'))
    expect(store.since(pods, start)).toBeUndefined()
    expect(store.since(pods, store.revision - 100)).toHaveLength(100)
  })

  it('tells subscribers of one type until they leave', () => {
    const store = createMemoryStore(frozenClock())
    const seen: StoreEvent[] = []
    const stop = store.subscribe(pods, (event) => seen.push(event))
    store.put(nodes, { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' } })
    store.put(pods, pod('shop', 'web'))
    stop()
    store.delete(pods, 'shop', 'web')
    expect(seen.map(({ type, object }) => [type, object.metadata.name])).toEqual([['ADDED', 'web']])
  })

  it('shares what it is given instead of copying it', () => {
    const store = createMemoryStore(frozenClock())
    const spec = { containers: [{ name: 'app' }] }
    const stored = store.put(pods, { ...pod('shop', 'web'), spec })
    expect(stored['spec']).toBe(spec)
  })
})
