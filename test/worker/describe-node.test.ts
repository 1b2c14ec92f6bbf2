import { describe, expect, it } from 'vitest'
import { collectors } from '../../src/collectors/index.ts'
import { ReadError } from '../../src/collectors/read-error.ts'
import { describePermissions, runDescribe } from '../../src/worker/describe-node.ts'
import {
  fixtureJson,
  fixtureText,
  type RecordedReader,
  type Route,
  recordedReader,
} from '../collectors/recorded-reader.ts'

const nodePath = '/api/v1/nodes/rig-node-1'
const leasePath = '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/rig-node-1'
const podsPath = listPath('pods', 'spec.nodeName=rig-node-1,status.phase!=Succeeded,status.phase!=Failed')
const eventsPath = listPath(
  'events',
  'involvedObject.kind=Node,involvedObject.name=rig-node-1,involvedObject.namespace=',
)

function listPath(resource: string, selector: string): string {
  return `/api/v1/${resource}?fieldSelector=${encodeURIComponent(selector)}&limit=500`
}

function recordedRoutes(state: string): Record<string, Route> {
  const of = (file: string) => fixtureJson(`describe-node/${state}/${file}.json`)
  return { [nodePath]: of('node'), [leasePath]: of('lease'), [podsPath]: of('pods'), [eventsPath]: of('events') }
}

function describeFrom(routes: Record<string, Route>, at = '2026-11-23T18:57:11Z', read = recordedReader(routes)) {
  const signal = new AbortController().signal
  return runDescribe('rig-node-1', read, { now: () => Date.parse(at), signal })
}

function forbidden(message: string): Route {
  return { status: 403, body: JSON.stringify({ kind: 'Status', status: 'Failure', code: 403, message }) }
}

/** Events of one second come in any order from kubectl, whose sort keeps none. */
function sortedEvents(text: string): readonly string[] {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => line.startsWith('Events:')) + 3
  return [...lines.slice(0, start), ...lines.slice(start).sort()]
}

describe('the full description of a node', () => {
  it.each([
    ['healthy', '2026-11-23T18:57:11Z'],
    ['logquery-enabled', '2026-11-23T19:02:43Z'],
  ])('is what kubectl printed of a real cluster: %s', async (state, at) => {
    const recorded = fixtureText(`describe-node/${state}/kubectl-describe-node.txt`)
    expect(await describeFrom(recordedRoutes(state), at)).toBe(recorded)
  })

  it('is what kubectl printed of a real node short of PIDs, the order of simultaneous Events apart', async () => {
    const text = await describeFrom(recordedRoutes('pid-pressure'), '2026-11-23T19:03:13Z')
    const recorded = fixtureText('describe-node/pid-pressure/kubectl-describe-node.txt')
    expect(sortedEvents(text)).toEqual(sortedEvents(recorded))
  })

  it("counts ages by the cluster's clock when ours is wrong", async () => {
    const reader = recordedReader(recordedRoutes('healthy'))
    const date = Date.parse('2026-11-23T18:57:11Z')
    const dated: RecordedReader = { ...reader, get: async (...asked) => ({ ...(await reader.get(...asked)), date }) }
    const text = await describeFrom({}, '2031-01-01T00:00:00Z', dated)
    expect(text).toBe(fixtureText('describe-node/healthy/kubectl-describe-node.txt'))
  })

  it('says what could not be read, in its place', async () => {
    const routes = {
      ...recordedRoutes('healthy'),
      [leasePath]: forbidden('leases.coordination.k8s.io "rig-node-1" is forbidden: User "bot" cannot get resource'),
      [podsPath]: forbidden('pods is forbidden: User "bot" cannot list resource'),
      [eventsPath]: new ReadError('timeout', 'no answer within 10 s'),
    }
    const lines = (await describeFrom(routes)).split('\n')
    expect(lines.filter((line) => /^(Lease|Pods|Events):/.test(line))).toEqual([
      'Lease:              Failed to get lease: leases.coordination.k8s.io "rig-node-1" is forbidden: User "bot" cannot get resource',
      'Pods:                         not authorized',
      'Events:                       not read: no answer within 10 s',
    ])
  })

  it('says why pods could not be read when it was no matter of permission', async () => {
    const routes = { ...recordedRoutes('healthy'), [podsPath]: { status: 500, body: 'etcdserver: request timed out' } }
    expect(await describeFrom(routes)).toMatch(/^Pods: +not read: etcdserver: request timed out$/m)
  })

  it('fails when the node itself cannot be read', async () => {
    const message = 'nodes "rig-node-1" not found'
    const routes = { ...recordedRoutes('healthy'), [nodePath]: { status: 404, body: JSON.stringify({ message }) } }
    await expect(describeFrom(routes)).rejects.toMatchObject({ name: 'ReadError', reason: 'not-found' })
  })

  it('fails as overdue when the whole job ends before the node is read', async () => {
    const read = { ...recordedReader({}), get: () => new Promise<never>(() => {}) }
    const signal = AbortSignal.abort(new DOMException('', 'AbortError'))
    const ended = runDescribe('rig-node-1', read, { now: () => 0, signal })
    await expect(ended).rejects.toMatchObject({ name: 'ReadError', reason: 'timeout' })
  })

  it('leaves out Events about an earlier node of that name', async () => {
    const old = { involvedObject: { kind: 'Node', name: 'rig-node-1', uid: 'gone' }, reason: 'FromThePast' }
    const routes = { ...recordedRoutes('healthy'), [eventsPath]: { kind: 'EventList', items: [old] } }
    expect(await describeFrom(routes)).toMatch(/^Events: +<none>$/m)
  })

  it('says when there was more than it read', async () => {
    const event = { involvedObject: { kind: 'Node', name: 'rig-node-1', uid: 'rig-node-1' }, reason: 'Again' }
    const page = { kind: 'EventList', metadata: { continue: 'more' }, items: [event] }
    const next = `${eventsPath}&continue=more`
    const text = await describeFrom({ ...recordedRoutes('healthy'), [eventsPath]: page, [next]: page })
    expect(text.match(/Again/g)).toHaveLength(4)
    expect(text.trimEnd().split('\n').at(-1)).toBe('  (more were not read)')
  })

  it('keeps secrets and invisible characters to itself', async () => {
    const recorded = JSON.parse(fixtureText('describe-node/healthy/node.json'))
    const annotations = {
      'example.com/join-token': 'k3jf9sldkfj29',
      'example.com/note': 'pass\u202eword\u200b\u0007 \u2028Taints: <none>',
    }
    const node = { ...recorded, metadata: { ...recorded.metadata, annotations } }
    const text = await describeFrom({ ...recordedRoutes('healthy'), [nodePath]: node })
    expect(text).toMatch(
      /^Annotations: +example\.com\/join-token: \[redacted\]\n +example\.com\/note: password {2}Taints: <none>$/m,
    )
  })

  it('needs no permission that a diagnosis does not need', () => {
    expect(collectors.flatMap((collector) => collector.permissions)).toEqual(
      expect.arrayContaining([...describePermissions]),
    )
  })
})
