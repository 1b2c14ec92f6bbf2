import { describe, expect, it } from 'vitest'
import type { PodObject } from '../../../src/playground/cluster/objects/pod-object.ts'
import type { World } from '../../../src/playground/cluster/world.ts'
import { type RecordedPod, readRecord, secondsAfterFault } from './record.ts'
import { askKubelet, eventsSince, pass, pods, RIG, rigWorld } from './rig.ts'

/** web (ends with 0), api and cart (end with 143), reports (without requests, ends with 143). */
function worldWithFourPods(): World {
  return rigWorld({ podsPerNode: 4 })
}

/** The kubelet is restarted while a pressure begins; then as much time passes as in the record. */
function underPressure(
  faultId: string,
  state: string,
): { world: World; record: readonly RecordedPod[]; faultAt: number } {
  const record = readRecord(state)
  const world = worldWithFourPods()
  const faultAt = world.clock.now()
  world.kubelet(RIG).stop()
  world.inject(faultId, { node: RIG })
  pass(world, 1)
  world.kubelet(RIG).start()
  pass(world, secondsAfterFault(record, record.recordedAt) - 1)
  return { world, record: record.pods, faultAt }
}

function podNamed(world: World, start: string, isBound = true): PodObject {
  const found = pods(world).find(
    ({ metadata, spec }) => metadata.name.startsWith(start) && Boolean(spec.nodeName) === isBound,
  )
  if (!found) throw new Error(`no pod ${start}`)
  return found
}

function recordedPod(record: readonly RecordedPod[], is: (pod: RecordedPod) => boolean): RecordedPod {
  const found = record.find(is)
  if (!found) throw new Error('no such pod in the record')
  return found
}

type Condition = { type: string; status: string; reason?: string; message?: string }

function plain(conditions: readonly Condition[] = []) {
  const general = (text = '') => text.replace(/quantity: \S+, available: \S+\./, 'quantity: <n>, available: <n>.')
  return conditions.map(({ type, status, reason, message }) => ({ type, status, reason, message: general(message) }))
}

describe('pods of a node under pressure', () => {
  it('end as Failed and Evicted when their process fails, as memory-pressure-nonzero-exit', () => {
    const { world, record } = underPressure('memory-short', 'memory-pressure-nonzero-exit')
    const recorded = recordedPod(record, ({ phase }) => phase === 'Failed')
    const { phase, reason, message, conditions } = podNamed(world, 'reports').status
    expect({ phase, reason, message }).toEqual({
      phase: recorded.phase,
      reason: recorded.reason,
      message: recorded.message,
    })
    expect(plain(conditions)).toEqual(plain(recorded.conditions))
  })

  it('end as Succeeded without a reason when their process ends well, as disk-pressure', () => {
    const { world, record, faultAt } = underPressure('disk-full', 'disk-pressure')
    const recorded = recordedPod(record, ({ phase }) => phase === 'Succeeded')
    const web = podNamed(world, 'web')
    expect(web.status.reason).toBe(recorded.reason)
    expect(plain(web.status.conditions)).toEqual(plain(recorded.conditions))
    const told = eventsSince(world, 'Pod', faultAt).filter(
      ({ involvedObject }) => involvedObject.name === web.metadata.name,
    )
    expect(told.map(({ reason, message }) => `${reason} ${message.trim()}`)).toEqual([
      'Evicted The node had condition: [DiskPressure].',
      'Killing Stopping container app',
    ])
  })

  it('are told what was short when the eviction manager takes them, as memory-pressure', () => {
    const { world, record } = underPressure('memory-short', 'memory-pressure')
    const target = (conditions: readonly Condition[] = []) =>
      plain(conditions).find(({ type }) => type === 'DisruptionTarget')
    const recorded = recordedPod(record, ({ name }) => name.endsWith('dgcn2'))
    expect(target(podNamed(world, 'api').status.conditions)).toEqual(target(recorded.conditions))
    expect(podNamed(world, 'api').status.reason).toBe('Evicted')
  })

  it('cannot be replaced there, as pid-pressure', () => {
    const { world, record } = underPressure('pids-exhausted', 'pid-pressure')
    const recorded = recordedPod(record, ({ phase }) => phase === 'Pending')
    expect(plain(podNamed(world, 'web', false).status.conditions)).toEqual(plain(recorded.conditions))
  })

  it('have no log any more when they are finished, as disk-pressure', async () => {
    const { world } = underPressure('disk-full', 'disk-pressure')
    const web = podNamed(world, 'web')
    const answer = await askKubelet(world, `/containerLogs/shop/${web.metadata.name}/app?tailLines=5`)
    const [recorded] = readRecord('disk-pressure').answers.filter(({ name }) => name === 'pod-log')
    expect(answer.status).toBe(recorded?.status)
    expect(answer.body.replace(/[0-9a-f]{64}/, '<id>')).toBe(recorded?.body?.replace(/[0-9a-f]{64}/, '<id>'))
  })
})

describe('new pods', () => {
  function newPod(world: World): void {
    const web = podNamed(world, 'web')
    world.store.delete({ group: '', version: 'v1', resource: 'pods' }, 'shop', web.metadata.name)
  }

  it('wait for their sandbox on a ready node without the plugin binary, as cni-plugin-binary-missing', async () => {
    const record = readRecord('cni-plugin-binary-missing')
    const world = worldWithFourPods()
    world.inject('cni-plugin-binary-missing', { node: RIG })
    const since = world.clock.now()
    newPod(world)
    pass(world, secondsAfterFault(record, record.recordedAt))
    const web = podNamed(world, 'web')
    const names = (conditions: readonly Condition[] = []) =>
      JSON.stringify(plain(conditions)).replaceAll('busybox', 'app')
    expect(web.status.phase).toBe('Pending')
    expect(names(web.status.conditions)).toBe(names(record.pods[0]?.conditions))
    const failure = eventsSince(world, 'Pod', since).find(({ reason }) => reason === 'FailedCreatePodSandBox')
    expect(failure?.type).toBe('Warning')
    expect(failure?.message.replace(/[0-9a-f]{64}/, '<id>')).toBe(
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "<id>": plugin type="nosuch" failed (add): failed to find plugin "nosuch" in path [/opt/rig/root/usr/lib/cni]',
    )
    const log = await askKubelet(world, `/containerLogs/shop/${web.metadata.name}/app`)
    expect(log).toMatchObject({
      status: 400,
      body: `container "app" in pod "${web.metadata.name}" is waiting to start: ContainerCreating`,
    })
  })

  it('stay Pending without conditions and Events while no scheduler runs, as scheduler-stopped', () => {
    const record = readRecord('scheduler-stopped')
    const world = worldWithFourPods()
    world.inject('scheduler-stopped')
    const since = world.clock.now()
    newPod(world)
    pass(world, secondsAfterFault(record, record.recordedAt))
    const web = podNamed(world, 'web', false)
    expect(record.pods[0]?.conditions).toBeUndefined()
    expect(web.status).toEqual({ phase: 'Pending' })
    expect(eventsSince(world, 'Pod', since)).toEqual([])
    world.heal('scheduler-stopped')
    pass(world, 5)
    expect(podNamed(world, 'web').status.phase).toBe('Running')
  })

  it('say why no node takes them when the only one is cordoned', () => {
    const world = worldWithFourPods()
    world.inject('node-cordoned', { node: RIG })
    newPod(world)
    pass(world, 5)
    const condition = podNamed(world, 'web', false).status.conditions?.[0]
    expect(condition?.message).toBe(
      '0/1 nodes are available: 1 node(s) were unschedulable. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    )
  })
})
