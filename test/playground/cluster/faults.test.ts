import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type FaultArguments, faults } from '../../../src/playground/cluster/faults/index.ts'
import { listNodes, type NodeObject } from '../../../src/playground/cluster/objects/node-object.ts'
import type { PodObject } from '../../../src/playground/cluster/objects/pod-object.ts'
import { PODS } from '../../../src/playground/cluster/objects/resource-types.ts'
import { createWorld, type World } from '../../../src/playground/cluster/world.ts'

const helpers = ['fault.ts', 'index.ts', 'link-parameter.ts', 'static-component.ts']

function world(): World {
  const made = createWorld()
  made.clock.advance(60_000)
  return made
}

/** Arguments that fit any fault. */
function argumentsFor(parameters: readonly { name: string }[]): FaultArguments {
  const all: FaultArguments = { node: 'node-3', zone: 'eu-west-1b' }
  return Object.fromEntries(parameters.flatMap(({ name }) => (all[name] ? [[name, all[name]]] : [])))
}

/** What anybody could notice: nodes, pods and leases, without the times of the heartbeats. */
function noticeable(made: World): string {
  const node = ({ metadata, spec, status }: NodeObject) => [
    metadata.name,
    metadata.uid,
    spec,
    status.nodeInfo,
    status.conditions?.map((condition) => [condition.type, condition.status]),
  ]
  const pod = ({ metadata, status }: PodObject) => [
    metadata.name,
    status.phase,
    status.conditions?.map(({ status: is }) => is),
  ]
  return JSON.stringify([[...listNodes(made.store)].map(node), ([...made.store.list(PODS)] as PodObject[]).map(pod)])
}

function statuses(made: World, nodeName = 'node-3'): Record<string, string> {
  const node = [...listNodes(made.store)].find(({ metadata }) => metadata.name === nodeName)
  return Object.fromEntries(node?.status.conditions?.map(({ type, status }) => [type, status]) ?? [])
}

const healthy = { MemoryPressure: 'False', DiskPressure: 'False', PIDPressure: 'False', Ready: 'True' }

describe('the list of faults', () => {
  it('has every file of the folder, by id and in order', () => {
    const folder = new URL('../../../src/playground/cluster/faults/', import.meta.url)
    const files = readdirSync(folder).filter((file) => !helpers.includes(file))
    expect(faults.map(({ id }) => `${id}.ts`)).toEqual(files.sort())
  })

  it('refuses unknown faults, missing and impossible arguments', () => {
    const made = world()
    expect(() => made.inject('gremlins')).toThrow('there is no fault gremlins')
    expect(() => made.inject('kubelet-stopped')).toThrow('the fault needs "node" (name of the node)')
    expect(() => made.inject('kubelet-stopped', { node: 'node-99' })).toThrow('no machine named node-99')
    expect(() => made.inject('node-partitioned', { node: 'node-1', link: 'knotted' })).toThrow(
      'must be one of timeout, refused, no-route',
    )
  })
})

describe.each(faults.map((fault) => ({ id: fault.id, given: argumentsFor(fault.parameters) })))(
  '$id',
  ({ id, given }) => {
    it('can be healed: every node is ready again and takes pods', () => {
      const made = world()
      made.inject(id, given)
      made.clock.advance(120_000)
      made.heal(id, given)
      made.clock.advance(400_000)
      for (const { metadata, spec } of listNodes(made.store)) {
        expect([metadata.name, statuses(made, metadata.name)]).toEqual([metadata.name, healthy])
        expect((spec.taints ?? []).map(({ key }) => key)).toEqual(
          metadata.name.startsWith('cp-') ? ['node-role.kubernetes.io/control-plane'] : [],
        )
      }
    })

    it('takes the same course each time', () => {
      const course = () => {
        const made = world()
        made.inject(id, given)
        made.clock.advance(180_000)
        return noticeable(made)
      }
      expect(course()).toBe(course())
    })
  },
)

describe('faults that no record shows', () => {
  it('leaves a powered-off machine without a route, and its pods are evicted after their five minutes', () => {
    const made = world()
    made.inject('node-powered-off', { node: 'node-3' })
    made.clock.advance(70_000)
    expect(statuses(made)['Ready']).toBe('Unknown')
    made.clock.advance(310_000)
    const left = ([...made.store.list(PODS, 'shop')] as PodObject[]).filter(({ spec }) => spec.nodeName === 'node-3')
    expect(left.length).toBeGreaterThan(0)
    expect(left.every(({ metadata }) => metadata.deletionTimestamp)).toBe(true)
    const replaced = ([...made.store.list(PODS, 'shop')] as PodObject[]).filter(
      ({ metadata }) => !metadata.deletionTimestamp,
    )
    expect(replaced).toHaveLength(24)
    expect(replaced.every(({ status }) => status.phase === 'Running')).toBe(true)
  })

  it('gives a rebooted node another boot id, an Event, and restarted containers', () => {
    const made = world()
    const bootId = () =>
      [...listNodes(made.store)].find(({ metadata }) => metadata.name === 'node-3')?.status.nodeInfo?.['bootID']
    const before = bootId()
    made.inject('node-rebooted', { node: 'node-3' })
    made.clock.advance(60_000)
    expect(bootId()).not.toBe(before)
    const events = JSON.stringify([...made.store.list({ group: '', version: 'v1', resource: 'events' }, 'default')])
    expect(events).toContain(`Node node-3 has been rebooted, boot id: ${bootId()}`)
    const pods = ([...made.store.list(PODS, 'shop')] as PodObject[]).filter(({ spec }) => spec.nodeName === 'node-3')
    expect(pods.map(({ status }) => status.containerStatuses?.[0]?.restartCount)).toEqual(pods.map(() => 1))
  })

  it('gives a replaced node another UID and lets its pods go', () => {
    const made = world()
    const uid = () => [...listNodes(made.store)].find(({ metadata }) => metadata.name === 'node-3')?.metadata.uid
    const before = uid()
    made.inject('node-replaced', { node: 'node-3' })
    made.clock.advance(90_000)
    expect(uid()).toBeDefined()
    expect(uid()).not.toBe(before)
    expect(statuses(made)).toEqual(healthy)
  })

  it('marks all workers behind a dead load balancer and evicts nobody once every zone is lost', () => {
    const made = createWorld({ controlPlanes: 0 })
    made.clock.advance(60_000)
    made.inject('load-balancer-down')
    made.clock.advance(600_000)
    const nodes = [...listNodes(made.store)]
    expect(nodes.map(({ metadata }) => statuses(made, metadata.name)['Ready'])).toEqual(nodes.map(() => 'Unknown'))
    const taints = nodes.flatMap(({ spec }) => spec.taints ?? []).map(({ effect }) => effect)
    expect(new Set(taints)).toEqual(new Set(['NoSchedule']))
    expect([...made.store.list(PODS)].filter(({ metadata }) => metadata.deletionTimestamp)).toEqual([])
  })

  it('taints the nodes of a lost zone one every ten seconds', () => {
    const made = createWorld({ nodes: 9, controlPlanes: 0 })
    made.clock.advance(60_000)
    made.inject('zone-partitioned', { zone: 'eu-west-1b' })
    made.clock.advance(120_000)
    const times = [...listNodes(made.store)]
      .flatMap(({ spec }) => spec.taints ?? [])
      .filter(({ effect, timeAdded }) => effect === 'NoExecute' && timeAdded)
      .map(({ timeAdded }) => Date.parse(timeAdded ?? ''))
      .sort((a, b) => a - b)
    expect(times).toHaveLength(3)
    expect((times[2] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(20_000)
    expect((times[2] ?? 0) - (times[0] ?? 0)).toBeLessThanOrEqual(22_000)
  })

  it('stops tainting in a small zone of which more than half is silent', () => {
    const made = createWorld({ nodes: 12 })
    made.clock.advance(60_000)
    for (const node of ['node-2', 'node-5', 'node-8']) made.inject('kubelet-stopped', { node })
    made.clock.advance(300_000)
    const evicting = [...listNodes(made.store)].filter(({ spec }) =>
      spec.taints?.some(({ effect }) => effect === 'NoExecute'),
    )
    expect(evicting.length).toBeLessThan(3)
  })

  it('lets a certificate request wait while the kubelet is turned away', () => {
    const made = world()
    made.inject('kubelet-certificate-expired', { node: 'node-3' })
    made.clock.advance(110_000)
    const requests = [
      ...made.store.list({ group: 'certificates.k8s.io', version: 'v1', resource: 'certificatesigningrequests' }),
    ]
    expect(requests.map((request) => [request['status'], request['spec']])).toMatchObject([
      [{}, { username: 'system:node:node-3' }],
    ])
    expect(statuses(made)['Ready']).toBe('Unknown')
    const log = made
      .kubelet('node-3')
      .machine.journal.lines('kubelet')
      .map(({ text }) => text)
    expect(log.some((line) => line.includes('"Failed to update lease" err="Unauthorized"'))).toBe(true)
  })

  it('keeps the uninitialized taint while no cloud-controller-manager runs', () => {
    const made = world()
    made.inject('cloud-provider-uninitialized', { node: 'node-3' })
    made.clock.advance(120_000)
    const node = [...listNodes(made.store)].find(({ metadata }) => metadata.name === 'node-3')
    expect(node?.spec.taints).toEqual([
      { key: 'node.cloudprovider.kubernetes.io/uninitialized', value: 'true', effect: 'NoSchedule' },
    ])
    expect(node?.spec.providerID).toBeUndefined()
    expect(statuses(made)['Ready']).toBe('True')
  })
})
