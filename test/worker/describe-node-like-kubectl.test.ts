import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../../src/playground/cluster/object-store.ts'
import { EVENTS, NODES, PODS } from '../../src/playground/cluster/objects/resource-types.ts'
import { createWorld, type World, type WorldOptions } from '../../src/playground/cluster/world.ts'
import { comparable, describeTwice } from './described-cluster.ts'

async function expectSame(world: World, node: string): Promise<string> {
  const { ours, kubectls } = await describeTwice(world, node)
  expect(comparable(ours)).toEqual(comparable(kubectls))
  return ours
}

async function passed(seconds: number, fault: string, options: WorldOptions = {}): Promise<World> {
  const world = createWorld(options)
  world.inject(fault, { node: 'node-1' })
  await world.clock.advanceAsync(seconds * 1000)
  return world
}

/** Changes the stored Node. */
function change(world: World, name: string, changed: (node: KubeObject) => object): void {
  const node = world.store.get(NODES, undefined, name)
  if (!node) throw new Error(`no node ${name}`)
  world.store.put(NODES, { ...node, ...changed(node) })
}

function withAnnotations(annotations: Record<string, string>) {
  return ({ metadata }: KubeObject) => ({ metadata: { ...metadata, annotations } })
}

/** A pod on node-1 that asks for odd amounts. */
function putPod(world: World, name: string, spec: object, status: object = {}): void {
  const metadata = { name, namespace: 'shop' }
  const onNode = { nodeName: 'node-1', ...spec }
  world.store.put(PODS, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata,
    spec: onNode,
    status: { phase: 'Running', ...status },
  })
}

function container(name: string, requests: object, limits: object = {}, more: object = {}) {
  return { name, image: 'example.com/app', resources: { requests, limits }, ...more }
}

function putEvent(world: World, name: string, event: object): void {
  const involvedObject = { kind: 'Node', name: 'node-1', uid: 'node-1' }
  const own = {
    involvedObject,
    type: 'Normal',
    reason: name,
    message: ` of ${name} `,
    source: { component: 'kubelet' },
  }
  const metadata = { name: `node-1.${name}`, namespace: 'default' }
  world.store.put(EVENTS, { apiVersion: 'v1', kind: 'Event', metadata, ...own, ...event })
}

describe('the full description of a node equals what kubectl prints', () => {
  it('of a healthy node', async () => {
    expect(await expectSame(createWorld(), 'node-1')).toMatch(/^Non-terminated Pods: +\([1-9]/m)
  })

  it('of a control-plane node', async () => {
    expect(await expectSame(createWorld(), 'cp-1')).toMatch(/^Roles: +control-plane$/m)
  })

  it('of a node whose kubelet has stopped', async () => {
    expect(await expectSame(await passed(90, 'kubelet-stopped'), 'node-1')).toContain('NodeStatusUnknown')
  })

  it('of a node with a full disk', async () => {
    expect(await expectSame(await passed(300, 'disk-full'), 'node-1')).toContain('KubeletHasDiskPressure')
  })

  it('of a node that was rebooted', async () => {
    expect(await expectSame(await passed(300, 'node-rebooted'), 'node-1')).toContain('Rebooted')
  })

  it('of a cordoned node with taints of its own', async () => {
    const world = await passed(30, 'node-cordoned')
    const taints = [
      { key: 'z', value: 'last', effect: 'NoSchedule' },
      { key: 'example.com/gpu', effect: 'NoExecute' },
      { key: 'a', value: 'b', effect: 'NoSchedule' },
    ]
    change(world, 'node-1', ({ spec }) => ({ spec: { ...(spec as object), taints } }))
    expect(await expectSame(world, 'node-1')).toMatch(/^Taints: +example\.com\/gpu:NoExecute\n +a=b:NoSchedule\n/m)
  })

  it('of a node with as many pods as fit', async () => {
    expect(await expectSame(createWorld({ nodes: 1, podsPerNode: 108 }), 'node-1')).toMatch(/\(1\d\d in total\)/)
  })

  it('of a node without labels, annotations, conditions, addresses and resources', async () => {
    const world = createWorld({ podsPerNode: 0, systemPods: false })
    change(world, 'node-1', ({ metadata: { labels: _, annotations: __, ...metadata } }) => {
      return { metadata, spec: {}, status: {} }
    })
    expect(await expectSame(world, 'node-1')).toMatch(/^Roles: +<none>$/m)
  })

  it('with hostile annotations', async () => {
    const world = createWorld()
    const annotations = {
      'example.com/channel': '<!channel> <@U123> *bold* `code` & <https://example.com|link>',
      'example.com/escape': '\u001b[2J\u001b]0;title\u0007 gone\rback',
      'example.com/lines': 'first\nNodeReady: True\n\n\tlast\n',
      'example.com/long': `${'äöü€'.repeat(30)} ${'x'.repeat(200)}`,
      'example.com/tabs': 'a\tb\t\tc',
      'example.com/wide': '節点 🚒',
      'kubectl.kubernetes.io/last-applied-configuration': '{"not":"shown"}',
    }
    change(world, 'node-1', withAnnotations(annotations))
    const text = await describeTwice(world, 'node-1')
    // A bell is nothing to see: kubectl rings it.
    expect(comparable(text.ours)).toEqual(comparable(text.kubectls.replaceAll('\u0007', '')))
  })

  it('with 100 kB in one annotation', async () => {
    const world = createWorld()
    change(world, 'node-1', withAnnotations({ big: 'x'.repeat(100_000), tabs: '\t'.repeat(100_000) }))
    await expectSame(world, 'node-1')
  })

  it('with resources of every kind and unit', async () => {
    const world = createWorld()
    const amounts = {
      cpu: '3920m',
      memory: '1.5Gi',
      pods: '110',
      'ephemeral-storage': '1e11',
      'hugepages-1Gi': '2Gi',
      'hugepages-2Mi': '10Mi',
      'nvidia.com/gpu': '4',
      'attachable-volumes-aws-ebs': '25',
      'example.com/odd': '1500000u',
      'example.com/huge': '8E',
      'example.com/kept': '1.500',
      'example.com/power': '1536e+6',
    }
    change(world, 'node-1', ({ status }) => ({
      status: { ...(status as object), capacity: amounts, allocatable: amounts },
    }))
    const gpu = { 'nvidia.com/gpu': '1', 'hugepages-2Mi': '4Mi', 'ephemeral-storage': '1Gi' }
    putPod(world, 'gpu', { containers: [container('app', gpu, { ...gpu, memory: '128974848' })] })
    putPod(world, 'odd', {
      containers: [container('app', { cpu: '0.0001', memory: '1M' }, { cpu: '1e3', memory: '.5Ki' })],
    })
    putPod(world, 'kept', { containers: [container('app', { cpu: '1.125', memory: '1536.125k' })] })
    putPod(world, 'mixed', {
      containers: [container('a', { memory: '1Gi' }), container('b', { memory: '100M', cpu: '0' })],
    })
    await expectSame(world, 'node-1')
  })

  it('with init containers, sidecars and overhead', async () => {
    const world = createWorld()
    const sidecar = container('proxy', { cpu: '50m', memory: '64Mi' }, { memory: '128Mi' }, { restartPolicy: 'Always' })
    const initContainers = [
      container('first', { cpu: '300m' }),
      sidecar,
      container('last', { cpu: '1', memory: '10Mi' }),
    ]
    putPod(world, 'starts-big', { containers: [container('app', { cpu: '100m', memory: '1Gi' })], initContainers })
    putPod(world, 'runs-big', { containers: [container('app', { cpu: '2' }, { memory: '1Gi' })], initContainers })
    const overhead = { cpu: '250m', memory: '120Mi' }
    putPod(world, 'boxed', { overhead, containers: [container('app', { cpu: '100m' }, { memory: '1Gi' })] })
    await expectSame(world, 'node-1')
  })

  it('with pods that are being resized', async () => {
    const world = createWorld()
    const containers = [container('a', { cpu: '100m' }, { cpu: '1' }), container('b', { cpu: '300m' })]
    const containerStatuses = [
      {
        name: 'a',
        resources: { requests: { cpu: '200m' }, limits: { cpu: '3' } },
        allocatedResources: { cpu: '150m' },
      },
      { name: 'b', resources: { requests: { cpu: '100m' } } },
    ]
    putPod(world, 'growing', { containers }, { containerStatuses })
    const conditions = [{ type: 'PodResizePending', status: 'True', reason: 'Infeasible' }]
    putPod(world, 'stuck', { containers }, { containerStatuses, conditions })
    putPod(world, 'whole', { containers, resources: { requests: { cpu: '2' }, limits: { cpu: '3' } } })
    const sidecar = container('proxy', { cpu: '50m' }, {}, { restartPolicy: 'Always' })
    const initContainerStatuses = [
      { name: 'proxy', resources: { requests: { cpu: '700m' } } },
      { name: 'first', resources: { requests: { cpu: '5' } } },
    ]
    const initContainers = [container('first', { cpu: '10m' }), sidecar]
    putPod(world, 'beside', { containers, initContainers }, { initContainerStatuses })
    await expectSame(world, 'node-1')
  })

  it('with Events of both styles', async () => {
    const world = createWorld()
    const uid = world.store.get(NODES, undefined, 'node-1')?.metadata.uid
    const about = { kind: 'Node', name: 'node-1' }
    const first = { firstTimestamp: '2026-11-23T18:00:00Z', lastTimestamp: '2026-11-23T18:00:00Z' }
    putEvent(world, 'Repeated', { ...first, lastTimestamp: '2026-11-23T18:40:00Z', count: 7 })
    putEvent(world, 'Series', {
      ...{ eventTime: '2026-11-23T18:30:00.000000Z', source: {}, reportingComponent: 'scheduler' },
      series: { count: 3, lastObservedTime: '2026-11-23T18:50:00.000000Z' },
    })
    putEvent(world, 'Once', { eventTime: '2026-11-23T18:20:00.000000Z', source: {}, reportingComponent: 'scheduler' })
    putEvent(world, 'Controller', { ...first, count: 1, involvedObject: { ...about, uid, fieldPath: 'spec.part{a}' } })
    putEvent(world, 'Timeless', { message: 'one\ntwo\tthree' })
    putEvent(world, 'EarlierNode', { ...first, involvedObject: { ...about, uid: 'gone' } })
    const { ours, kubectls } = await describeTwice(world, 'node-1')
    const reasons = (text: string) => text.match(/(?<=^ {2}(Normal|Warning) +)\w+/gm)
    expect(reasons(ours)).toEqual(['Once', 'Series', 'Timeless', 'Controller', 'Repeated'])
    expect(reasons(kubectls)).toEqual(reasons(ours))
    expect(comparable(ours)).toEqual(comparable(kubectls))
  })
})
