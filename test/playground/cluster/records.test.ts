import { describe, expect, it } from 'vitest'
import type { World } from '../../../src/playground/cluster/world.ts'
import { type NodeRecord, type RecordedEvent, readRecord, secondsAfterFault } from './record.ts'
import { askKubelet, eventsSince, pass, pods, RIG, rigNode, rigSpec, rigWorld, type StoredEvent } from './rig.ts'

/** A recorded state and how the simulated cluster gets into it. */
interface Scenario {
  readonly state: string
  /** Seconds for which the recorded and the simulated change of Ready may differ; both clocks tick in loops of up to 10 s. */
  readonly toleranceSeconds?: number
  /** Breaks something; called a minute after the start. */
  readonly breakIt: (world: World) => void
  readonly world?: () => World
}

const nothing = (): void => undefined
const fault =
  (id: string, more: Record<string, string> = {}) =>
  (world: World) =>
    world.inject(id, { node: RIG, ...more })

/** The controller-manager was down before and started with the fault: it waits for the old lease, then for the grace period. */
function kubeletStopsWhileControllersStart(world: World): void {
  world.inject('controller-manager-stopped')
  pass(world, 60)
  world.inject('kubelet-stopped', { node: RIG })
  world.heal('controller-manager-stopped')
}

/** The thresholds are passed while the kubelet is restarted, as on the recorded machine. */
const pressure = (id: string) => (world: World) => {
  const kubelet = world.kubelet(RIG)
  kubelet.stop()
  world.inject(id, { node: RIG })
  pass(world, 1)
  kubelet.start()
}

const scenarios: readonly Scenario[] = [
  { state: 'healthy', breakIt: nothing },
  { state: 'kubelet-stopped-15s', breakIt: fault('kubelet-stopped') },
  { state: 'kubelet-stopped-75s', breakIt: kubeletStopsWhileControllersStart, toleranceSeconds: 3 },
  { state: 'kubelet-stopped-6m', breakIt: kubeletStopsWhileControllersStart, toleranceSeconds: 3 },
  { state: 'kubelet-hung-5s', breakIt: fault('kubelet-hung') },
  { state: 'kubelet-hung-2m', breakIt: fault('kubelet-hung'), toleranceSeconds: 10 },
  {
    state: 'kubelet-serving-cert-untrusted',
    breakIt: fault('kubelet-serving-certificate-untrusted', { problem: 'no-ip-sans' }),
  },
  { state: 'containerd-stopped-25s', breakIt: fault('runtime-stopped') },
  { state: 'containerd-stopped-4m', breakIt: fault('runtime-stopped'), toleranceSeconds: 15 },
  { state: 'containerd-hung-4m', breakIt: fault('runtime-hung'), toleranceSeconds: 12 },
  { state: 'cni-missing', breakIt: fault('cni-missing'), toleranceSeconds: 10 },
  { state: 'cni-plugin-binary-missing', breakIt: fault('cni-plugin-binary-missing') },
  { state: 'disk-pressure', breakIt: pressure('disk-full'), toleranceSeconds: 2 },
  { state: 'imagefs-pressure', breakIt: pressure('image-disk-full'), toleranceSeconds: 2 },
  { state: 'memory-pressure', breakIt: pressure('memory-short'), toleranceSeconds: 2 },
  { state: 'memory-pressure-nonzero-exit', breakIt: pressure('memory-short'), toleranceSeconds: 2 },
  { state: 'pid-pressure', breakIt: pressure('pids-exhausted'), toleranceSeconds: 2 },
  { state: 'cordoned', breakIt: fault('node-cordoned') },
  { state: 'scheduler-stopped', breakIt: (world) => world.inject('scheduler-stopped') },
  {
    state: 'kcm-stopped-and-kubelet-stopped',
    breakIt(world) {
      world.inject('controller-manager-stopped')
      world.inject('kubelet-stopped', { node: RIG })
    },
  },
]

/** The simulated cluster at the instant at which the record was taken. */
function at(scenario: Scenario): { world: World; record: NodeRecord; faultAt: number } {
  const record = readRecord(scenario.state)
  const world = scenario.world?.() ?? rigWorld()
  scenario.breakIt(world)
  const faultAt = world.clock.now()
  pass(world, secondsAfterFault(record, record.recordedAt))
  return { world, record, faultAt }
}

/** Durations and quantities differ from run to run. */
function general(message: string): string {
  return message
    .replace(/last seen active \S+ ago/, 'last seen active <duration> ago')
    .replace(/quantity: \S+, available: \S+\./, 'quantity: <n>, available: <n>.')
}

function wording({
  type,
  reason,
  message,
  source,
  reportingComponent,
  reportingInstance,
  involvedObject,
}: RecordedEvent | StoredEvent) {
  const uidIsName = involvedObject.uid === involvedObject.name
  const about = { apiVersion: involvedObject.apiVersion, uidIsName }
  return JSON.stringify({
    type,
    reason,
    message: general(message),
    source,
    reportingComponent,
    reportingInstance,
    about,
  })
}

describe('the simulated cluster, against recorded states of a real one', () => {
  it.each(scenarios)('has the conditions of $state, in their order', (scenario) => {
    const { world, record } = at(scenario)
    const judge = ({
      type,
      status,
      reason,
      message,
    }: {
      type: string
      status: string
      reason: string
      message: string
    }) => ({ type, status, reason, message: general(message) })
    expect(rigNode(world).status.conditions?.map(judge)).toEqual(record.node?.conditions.map(judge))
  })

  it.each(scenarios)('has the taints and the runtime version of $state', (scenario) => {
    const { world, record } = at(scenario)
    const node = rigNode(world)
    const plain = (taints: readonly { key: string; effect: string }[] = []) =>
      taints.map(({ key, effect }) => `${key}:${effect}`)
    expect(plain(node.spec.taints)).toEqual(plain(record.node?.spec.taints))
    expect(node.spec.unschedulable).toBe(record.node?.spec.unschedulable)
    expect(node.status.nodeInfo?.['containerRuntimeVersion']).toBe(record.node?.containerRuntimeVersion)
  })

  it.each(scenarios)('tells what $state told in Events about the node, and no more', (scenario) => {
    const { world, record, faultAt } = at(scenario)
    const told = eventsSince(world, 'Node', faultAt).map(wording)
    expect([...new Set(told)].sort()).toEqual([...new Set(record.events.map(wording))].sort())
  })

  it.each(scenarios.filter(({ toleranceSeconds }) => toleranceSeconds !== undefined))(
    'changes a condition as late as in $state',
    (scenario) => {
      const { world, record, faultAt } = at(scenario)
      const latest = (conditions: readonly { lastTransitionTime: string }[] = []) =>
        Math.max(...conditions.map(({ lastTransitionTime }) => Date.parse(lastTransitionTime)))
      const recorded = secondsAfterFault(record, new Date(latest(record.node?.conditions)).toISOString())
      const simulated = (latest(rigNode(world).status.conditions) - faultAt) / 1_000
      expect(recorded).toBeGreaterThan(0)
      expect(Math.abs(simulated - recorded)).toBeLessThanOrEqual(scenario.toleranceSeconds ?? 0)
    },
  )

  it.each(scenarios)('answers through the node proxy as in $state', async (scenario) => {
    const { world, record } = at(scenario)
    const proxied = record.answers.filter(({ name }) => name.startsWith('proxy-'))
    expect(proxied.length).toBeGreaterThan(4)
    for (const { name, path, ...recorded } of proxied) {
      const answer = await askKubelet(world, path.replace(`/api/v1/nodes/${RIG}/proxy`, ''))
      expect({ name, status: answer.status }).toEqual({ name, status: recorded.status })
      expect(Math.abs(answer.seconds - recorded.seconds)).toBeLessThan(1)
      if (recorded.message) expect(`error trying to reach service: ${answer.body}`).toBe(recorded.message)
      if (recorded.body) expect(answer.body).toBe(recorded.body)
      if (recorded.bodyStart?.startsWith('<!doctype')) expect(answer.body.startsWith(recorded.bodyStart)).toBe(true)
    }
  })

  it.each(scenarios)('keeps the leases as in $state', (scenario) => {
    const { world, record, faultAt } = at(scenario)
    for (const [name, recorded] of Object.entries(record.leases)) {
      const namespace = name === RIG ? 'kube-node-lease' : 'kube-system'
      const lease = world.store.get(
        { group: 'coordination.k8s.io', version: 'v1', resource: 'leases' },
        namespace,
        name,
      )
      const spec = lease?.['spec'] as
        | { holderIdentity: string; leaseDurationSeconds: number; renewTime: string }
        | undefined
      expect({ name, held: spec?.holderIdentity !== '' }).toEqual({ name, held: recorded.holderIdentity !== '' })
      expect(spec?.leaseDurationSeconds).toBe(recorded.leaseDurationSeconds)
      // Renewals stop at the fault, or go on: the same in both.
      const isStale = secondsAfterFault(record, record.recordedAt) - secondsAfterFault(record, recorded.renewTime) > 12
      const simulatedAge = (world.clock.now() - Date.parse(spec?.renewTime ?? '')) / 1_000
      if (isStale) expect(Date.parse(spec?.renewTime ?? '')).toBeLessThanOrEqual(faultAt + 2_000)
      else expect(simulatedAge).toBeLessThan(12)
    }
  })
})

describe('recorded moments that follow one another', () => {
  it('calls the runtime down after 30 s and PLEG unhealthy after three minutes, as containerd-stopped-4m', () => {
    const world = rigWorld()
    world.inject('runtime-stopped', { node: RIG })
    const ready = () => rigNode(world).status.conditions?.find(({ type }) => type === 'Ready')
    pass(world, 28)
    expect(ready()?.status).toBe('True')
    expect(rigNode(world).status.nodeInfo?.['containerRuntimeVersion']).toBe('containerd://Unknown')
    pass(world, 25)
    expect(ready()?.message).toBe('container runtime is down')
    pass(world, 174)
    const seconds = (message = '') => {
      const [, minutes, rest] = /last seen active (\d+)m([\d.]+)s ago; threshold is 3m0s\]$/.exec(message) ?? []
      return Number(minutes) * 60 + Number(rest)
    }
    const recorded = readRecord('containerd-stopped-4m').node?.conditions.find(({ type }) => type === 'Ready')
    expect(Math.abs(seconds(ready()?.message) - seconds(recorded?.message))).toBeLessThan(12)
  })

  it('counts ContainerGCFailed once a minute, as containerd-stopped-4m', () => {
    const { world, record, faultAt } = at({ state: 'containerd-stopped-4m', breakIt: fault('runtime-stopped') })
    const count = (events: readonly { reason: string; count?: number }[]) =>
      events.find(({ reason }) => reason === 'ContainerGCFailed')?.count ?? 0
    expect(Math.abs(count(eventsSince(world, 'Node', faultAt)) - count(record.events))).toBeLessThanOrEqual(1)
  })

  it('tells of a shortage every ten seconds, as memory-pressure', () => {
    const { world, record, faultAt } = at({ state: 'memory-pressure', breakIt: pressure('memory-short') })
    const count = (events: readonly { reason: string; count?: number }[]) =>
      events.find(({ reason }) => reason === 'EvictionThresholdMet')?.count ?? 0
    expect(Math.abs(count(eventsSince(world, 'Node', faultAt)) - count(record.events))).toBeLessThanOrEqual(1)
  })

  it('takes pods of a silent node out of service without a word, as kubelet-stopped-75s', () => {
    const { world, record } = at({ state: 'kubelet-stopped-75s', breakIt: kubeletStopsWhileControllersStart })
    const judge = (conditions: readonly { type: string; status: string; reason?: string }[] = []) =>
      conditions.map(({ type, status, reason }) => ({ type, status, reason }))
    for (const pod of pods(world)) {
      expect(pod.status.phase).toBe('Running')
      expect(judge(pod.status.conditions)).toEqual(judge(record.pods[0]?.conditions))
    }
    expect(pods(world)).toHaveLength(3)
  })

  it('keeps the pods of a node with a dead runtime ready, as containerd-stopped-4m', () => {
    const { world } = at({ state: 'containerd-stopped-4m', breakIt: fault('runtime-stopped') })
    for (const pod of pods(world))
      expect(pod.status.conditions?.find(({ type }) => type === 'Ready')?.status).toBe('True')
  })

  it('repairs conditions, taints and pods when the kubelet comes back, as kubelet-hung-5s shows afterwards', () => {
    const world = rigWorld()
    world.inject('kubelet-stopped', { node: RIG })
    pass(world, 360)
    const restartedAt = world.clock.now()
    world.heal('kubelet-stopped', { node: RIG })
    pass(world, 5)
    const node = rigNode(world)
    expect(node.spec.taints).toBeUndefined()
    expect(node.status.conditions?.map(({ status }) => status)).toEqual(['False', 'False', 'False', 'True'])
    expect(eventsSince(world, 'Node', restartedAt).map(({ reason }) => reason)).toContain('NodeReady')
    for (const pod of pods(world))
      expect(pod.status.conditions?.find(({ type }) => type === 'Ready')?.status).toBe('True')
  })
})

describe('two nodes, as kubelet-stopped-two-nodes', () => {
  /** The second node of the record is cordoned and only its status is kept fresh; one pod may stay 15 s. */
  function twoNodes() {
    const record = readRecord('kubelet-stopped-two-nodes')
    const world = rigWorld({
      nodes: [rigSpec, { ...rigSpec, name: 'fake-node-2', address: '127.0.0.2' }],
      podsPerNode: 0,
    })
    const impatient = [
      { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 15 },
    ]
    const podOn = { group: '', version: 'v1', resource: 'pods' }
    const replicaSets = { group: 'apps', version: 'v1', resource: 'replicasets' }
    const labels = { app: 'fast-evict' }
    const containers = [{ name: 'app', image: 'rig.local/busybox:1.35' }]
    const template = {
      metadata: { labels },
      spec: { containers, tolerations: impatient, terminationGracePeriodSeconds: 2 },
    }
    world.inject('node-cordoned', { node: 'fake-node-2' })
    pass(world, 1)
    world.store.put(replicaSets, {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: 'fast-evict-9db6bc77b', namespace: 'shop' },
      spec: { replicas: 1, selector: { matchLabels: labels }, template },
      status: {},
    })
    pass(world, 60)
    world.inject('kubelet-stopped', { node: RIG })
    const faultAt = world.clock.now()
    pass(world, secondsAfterFault(record, record.recordedAt))
    return { world, record, faultAt, pods: [...world.store.list(podOn, 'shop')] }
  }

  it('adds NoExecute five seconds after NoSchedule', () => {
    const { world, record } = twoNodes()
    const taints = (list: readonly { key: string; effect: string; timeAdded?: string }[] = []) => ({
      taints: list.map(({ key, effect }) => `${key}:${effect}`),
      apart: (Date.parse(list[1]?.timeAdded ?? '') - Date.parse(list[0]?.timeAdded ?? '')) / 1_000,
    })
    expect(taints(rigNode(world).spec.taints)).toEqual(taints(record.node?.spec.taints))
  })

  it('leaves the evicted pod Terminating and cannot place its successor', () => {
    const { world, record } = twoNodes()
    const shape = (pod: {
      phase: string
      deletionGracePeriodSeconds?: unknown
      conditions?: readonly { type: string; status: string; reason?: string; message?: string }[]
    }) => ({
      phase: pod.phase,
      grace: pod.deletionGracePeriodSeconds,
      conditions: pod.conditions?.map(({ type, status, reason, message }) => ({ type, status, reason, message })),
    })
    const simulated = pods(world).map((pod) =>
      shape({ ...pod.status, deletionGracePeriodSeconds: pod.metadata['deletionGracePeriodSeconds'] }),
    )
    const byPhase = (a: { phase: string }, b: { phase: string }) => a.phase.localeCompare(b.phase)
    expect(simulated.sort(byPhase)).toEqual(record.pods.map(shape).sort(byPhase))
  })

  it('deletes the pod when its toleration ends', () => {
    const { world, record } = twoNodes()
    const taintedAt = Date.parse(rigNode(world).spec.taints?.[1]?.timeAdded ?? '')
    const recordedTaint = Date.parse(record.node?.spec.taints?.[1]?.timeAdded ?? '')
    const deletedAt = Date.parse(
      pods(world).find(({ metadata }) => metadata.deletionTimestamp)?.metadata.deletionTimestamp ?? '',
    )
    const recordedDeletion = Date.parse(
      record.pods.find(({ deletionTimestamp }) => deletionTimestamp)?.deletionTimestamp ?? '',
    )
    expect(Math.abs(deletedAt - taintedAt - (recordedDeletion - recordedTaint))).toBeLessThanOrEqual(1_000)
  })
})
