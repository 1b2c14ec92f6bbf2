import { DialError, StorageError } from '../../../src/playground/cluster/backend.ts'
import { nodeSpec } from '../../../src/playground/cluster/inventory/node-spec.ts'
import type { KubeObject } from '../../../src/playground/cluster/object-store.ts'
import { getNode } from '../../../src/playground/cluster/objects/node-object.ts'
import type { PodObject } from '../../../src/playground/cluster/objects/pod-object.ts'
import { EVENTS, PODS } from '../../../src/playground/cluster/objects/resource-types.ts'
import { createWorld, type World, type WorldOptions } from '../../../src/playground/cluster/world.ts'

/** The name of the recorded node. */
export const RIG = 'rig-node-1'

const MINUTE = 60_000

/** A simulated copy of the machine that the records come from. */
export const rigSpec = nodeSpec({
  name: RIG,
  address: '127.0.0.1',
  cpu: 2,
  memoryKi: 24_684_084,
  maxPods: 40,
  kernelVersion: '6.18.44-fc-v669',
  runtimeVersion: 'containerd://1.6.20',
  runtimeSocket: '/run/rig/containerd.sock',
  ageMs: 22 * MINUTE,
  logQuery: false,
  externalCloud: false,
  cni: { plugin: 'nosuch', binaryFolder: '/opt/rig/root/usr/lib/cni' },
})

/** A cluster as the recorded one was: one node, nobody who restarts control-plane processes. It has run for a minute. */
export function rigWorld(options: WorldOptions = {}): World {
  const world = createWorld({ nodes: [rigSpec], podsPerNode: 3, systemPods: false, supervised: false, ...options })
  world.clock.advance(MINUTE)
  return world
}

/** Lets seconds pass. */
export function pass(world: World, seconds: number): void {
  world.clock.advance(seconds * 1_000)
}

/** The rig's Node; throws if the API server has none. */
export function rigNode(world: World) {
  const node = getNode(world.store, RIG)
  if (!node) throw new Error(`${RIG} has no Node object`)
  return node
}

/** An Event as the store has it. */
export interface StoredEvent extends KubeObject {
  readonly type: string
  readonly reason: string
  readonly message: string
  readonly count?: number
  readonly lastTimestamp: string | null
  readonly eventTime: string | null
  readonly source: { readonly component?: string; readonly host?: string }
  readonly reportingComponent: string
  readonly reportingInstance: string
  readonly involvedObject: {
    readonly kind: string
    readonly name: string
    readonly uid: string
    readonly apiVersion?: string
  }
}

/** Events about Nodes or Pods since an instant. */
export function eventsSince(world: World, kind: 'Node' | 'Pod', since: number): readonly StoredEvent[] {
  return ([...world.store.list(EVENTS)] as StoredEvent[]).filter(({ involvedObject, lastTimestamp, eventTime }) => {
    return (
      involvedObject.kind === kind && Date.parse(lastTimestamp ?? eventTime ?? '') >= Math.floor(since / 1_000) * 1_000
    )
  })
}

/** All pods. */
export function pods(world: World): readonly PodObject[] {
  return [...world.store.list(PODS)] as PodObject[]
}

/** What a request came to, in simulated time. Status 0: no answer within the limit. */
export interface Answer {
  readonly status: number
  readonly seconds: number
  readonly body: string
}

/** Sends a request to the kubelet's port as the node proxy does, and lets time pass until it is answered or the client gives up. */
export async function askKubelet(world: World, path: string, limitSeconds = 25): Promise<Answer> {
  const url = new URL(path, 'https://kubelet')
  return settle(world, limitSeconds, async (signal) => {
    const endpoint = world.backend.kubelet(RIG)
    if (!endpoint) throw new Error(`no kubelet on ${RIG}`)
    try {
      return await endpoint.request(url.pathname, url.searchParams, signal)
    } catch (error) {
      if (error instanceof DialError) return { status: 503, body: error.message }
      throw error
    }
  })
}

/** Waits for the storage as every read of the API does; 200 if it serves. */
export async function askStorage(
  world: World,
  kind: 'read' | 'proxy' = 'read',
): Promise<Answer & { readonly reason?: string }> {
  let reason: string | undefined
  const answer = await settle(world, 70, async (signal) => {
    try {
      await world.backend.storage(signal, kind)
      return { status: 200, body: '' }
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
      reason = error.reason
      return { status: error.status, body: error.message }
    }
  })
  return { ...answer, reason }
}

/** Runs something that waits on the simulated clock. */
export async function settle(
  world: World,
  limitSeconds: number,
  ask: (signal: AbortSignal) => Promise<{ readonly status: number; readonly body: string }>,
): Promise<Answer> {
  const client = new AbortController()
  const startedAt = world.clock.now()
  let answer: Answer | undefined
  const asking = ask(client.signal).then(
    ({ status, body }) => {
      answer = { status, body, seconds: (world.clock.now() - startedAt) / 1_000 }
    },
    (error: unknown) => {
      if (!client.signal.aborted) throw error
    },
  )
  for (let waited = 0; !answer && waited < limitSeconds * 10; waited += 1) await world.clock.advanceAsync(100, 100)
  const noAnswer = { status: 0, body: '', seconds: limitSeconds }
  if (!answer) client.abort(new Error('the client gave up'))
  await asking
  return answer ?? noAnswer
}
