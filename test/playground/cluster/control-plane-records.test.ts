import { describe, expect, it } from 'vitest'
import { getLease } from '../../../src/playground/cluster/objects/lease-object.ts'
import { createWorld, type World } from '../../../src/playground/cluster/world.ts'
import { type NodeRecord, readRecord, recordText, secondsAfterFault } from './record.ts'
import { askStorage, pass, RIG, rigNode, rigWorld, settle } from './rig.ts'

/** What etcd's absence looked like. */
interface StorageRecord {
  readonly answers: readonly { readonly name: string; readonly status: number; readonly seconds: number }[]
  readonly nodeBody: { readonly message: string; readonly code: number; readonly reason?: string }
  readonly readyzVerbose: readonly string[]
  readonly livezVerbose: readonly string[]
  readonly readyzEtcd: string
}

/** The lines of `?verbose`, as the API server prints the checks. */
async function verbose(
  world: World,
  endpoint: 'livez' | 'readyz' | 'healthz',
): Promise<{ lines: string[]; seconds: number; detail?: string }> {
  let lines: string[] = []
  let detail: string | undefined
  const { seconds } = await settle(world, 30, async () => {
    const checks = await world.backend.health(endpoint)
    lines = checks.map(({ name, ok }) => (ok ? `[+]${name} ok` : `[-]${name} failed: reason withheld`))
    detail = checks.find(({ name }) => name === 'etcd')?.detail
    return { status: 200, body: '' }
  })
  return { lines, seconds, detail }
}

function recordedSeconds(record: StorageRecord, name: string): number {
  return record.answers.find((answer) => answer.name === name)?.seconds ?? Number.NaN
}

describe('the simulated etcd, against the records', () => {
  it.each(['stopped', 'hung'] as const)('lets reads fail as late and with the same words as etcd-%s', async (how) => {
    const record = readRecord<StorageRecord>(`etcd-${how}`)
    const world = rigWorld()
    world.inject(`etcd-${how}`)
    const answer = await askStorage(world)
    expect({ status: answer.status, message: answer.body, reason: answer.reason }).toEqual({
      status: record.nodeBody.code,
      message: record.nodeBody.message,
      reason: record.nodeBody.reason,
    })
    expect(Math.abs(answer.seconds - recordedSeconds(record, 'node'))).toBeLessThan(0.5)
  })

  it.each(['stopped', 'hung'] as const)('lets node proxy calls hang or fail as etcd-%s', async (how) => {
    const record = readRecord<StorageRecord>(`etcd-${how}`)
    const recorded = record.answers.find(({ name }) => name === 'proxy-healthz')
    const world = rigWorld()
    world.inject(`etcd-${how}`)
    const answer = await askStorage(world, 'proxy')
    expect(answer.status).toBe(recorded?.status)
    expect(Math.abs(answer.seconds - (recorded?.seconds ?? 0))).toBeLessThan(0.5)
  })

  it.each(['stopped', 'hung'] as const)('fails the health checks of etcd-%s', async (how) => {
    const record = readRecord<StorageRecord>(`etcd-${how}`)
    const world = rigWorld()
    world.inject(`etcd-${how}`)
    const readyz = await verbose(world, 'readyz')
    expect([...readyz.lines, 'readyz check failed']).toEqual(record.readyzVerbose)
    expect(Math.abs(readyz.seconds - recordedSeconds(record, 'readyz-verbose'))).toBeLessThan(0.5)
    expect(`internal server error: ${readyz.detail}`).toBe(record.readyzEtcd)
    const livez = await verbose(world, 'livez')
    expect([...livez.lines, 'livez check failed']).toEqual(record.livezVerbose)
    expect(Math.abs(livez.seconds - recordedSeconds(record, 'livez-verbose'))).toBeLessThan(0.5)
  })

  it('is named by componentstatuses after 20 s', async () => {
    const record = readRecord<StorageRecord>('etcd-stopped')
    const world = rigWorld()
    world.inject('etcd-stopped')
    const { seconds, body } = await settle(world, 30, async (signal) => {
      return { status: 200, body: JSON.stringify(await world.backend.componentHealth?.(signal)) }
    })
    expect(Math.abs(seconds - recordedSeconds(record, 'componentstatuses'))).toBeLessThan(0.5)
    expect(JSON.parse(body)).toContainEqual({ name: 'etcd-0', error: 'context deadline exceeded' })
  })

  it('lets waiting requests go on when it comes back', async () => {
    const world = rigWorld()
    world.inject('etcd-stopped')
    world.clock.after(5_000, () => world.heal('etcd-stopped'))
    expect(await askStorage(world)).toMatchObject({ status: 200 })
  })
})

describe('the simulated API server, against the records', () => {
  it('has the checks of a healthy one', async () => {
    const record = readRecord<Record<string, string[]>>('healthy')
    const world = rigWorld()
    for (const endpoint of ['livez', 'readyz', 'healthz'] as const) {
      const { lines } = await verbose(world, endpoint)
      expect([...lines, `${endpoint} check passed`]).toEqual(record[`${endpoint}Verbose`])
    }
  })

  it('has no etcd checks in readyz when it is started as on OpenShift', async () => {
    const { lines } = await verbose(rigWorld({ readyzHasEtcd: false }), 'readyz')
    expect(lines).toEqual(recordText('openshift-readyz-variant/readyz-verbose.txt').trim().split('\n').slice(0, -1))
  })

  it('refuses when it is stopped, accepts when it hangs', () => {
    const world = rigWorld()
    world.inject('apiserver-stopped')
    expect(world.backend.apiserverState()).toBe('stopped')
    world.heal('apiserver-stopped')
    pass(world, 5)
    expect(world.backend.apiserverState()).toBe('up')
    world.inject('apiserver-hung')
    expect(world.backend.apiserverState()).toBe('hung')
  })

  it('finishes its last hooks a second after the port opened, as apiserver-starting', async () => {
    const record = readRecord<{ listeningBy: string; checks: { at: string; failing: string[] }[] }>(
      'apiserver-starting',
    )
    const world = rigWorld()
    world.inject('apiserver-stopped')
    pass(world, 5)
    world.heal('apiserver-stopped')
    for (let waited = 0; world.backend.apiserverState() !== 'up' && waited < 100; waited += 1) pass(world, 0.1)
    const openedAt = world.clock.now()
    for (const { at, failing } of record.checks) {
      world.clock.advanceTo(openedAt + Date.parse(at) - Date.parse(record.listeningBy))
      const { lines } = await verbose(world, 'readyz')
      expect(lines.filter((line) => line.startsWith('[-]'))).toEqual(
        failing.map((name) => `[-]${name} failed: reason withheld`),
      )
    }
  })
})

describe('controller-manager and scheduler', () => {
  const exited = 'kcm-and-scheduler-exited-after-apiserver-restart'

  it.each(['apiserver-stopped', 'apiserver-hung', 'etcd-stopped', 'etcd-hung'])(
    'exit when %s lasts longer than the renew deadline',
    (faultId) => {
      const world = rigWorld()
      world.inject(faultId)
      pass(world, 8)
      expect(world.controllerManagers.isRunning && world.schedulers.isRunning).toBe(true)
      pass(world, 5)
      expect(world.controllerManagers.isRunning || world.schedulers.isRunning).toBe(false)
    },
  )

  it(`stay away when nobody restarts them, as ${exited}`, () => {
    const record = readRecord<NodeRecord>(exited)
    const world = rigWorld()
    const faultAt = world.clock.now()
    world.inject('apiserver-stopped')
    pass(world, 20)
    world.heal('apiserver-stopped')
    pass(world, secondsAfterFault(record, record.recordedAt) - 20)
    for (const name of ['kube-controller-manager', 'kube-scheduler']) {
      const lease = getLease(world.store, 'kube-system', name)
      expect(lease?.spec.holderIdentity !== '').toBe(record.leases[name]?.holderIdentity !== '')
      expect(Date.parse(lease?.spec.renewTime ?? '')).toBeLessThanOrEqual(faultAt)
    }
    expect(rigNode(world).status.conditions?.map(({ status }) => status)).toEqual(
      record.node?.conditions.map(({ status }) => status),
    )
    const nodeLease = getLease(world.store, 'kube-node-lease', RIG)
    expect(world.clock.now() - Date.parse(nodeLease?.spec.renewTime ?? '')).toBeLessThan(12_000)
  })

  it('are restarted by the kubelets of their nodes, with a back-off that the mirror pods show', () => {
    const world = createWorld()
    pass(world, 60)
    world.inject('etcd-stopped')
    pass(world, 20)
    expect(world.controllerManagers.isRunning).toBe(true)
    world.heal('etcd-stopped')
    pass(world, 60)
    const mirror = world.store.get(
      { group: '', version: 'v1', resource: 'pods' },
      'kube-system',
      'kube-controller-manager-cp-1',
    )
    expect(JSON.stringify(mirror?.['status'])).toContain('"restartCount":1')
    const lease = getLease(world.store, 'kube-system', 'kube-controller-manager')
    expect(world.clock.now() - Date.parse(lease?.spec.renewTime ?? '')).toBeLessThan(5_000)
    expect(lease?.spec.leaseTransitions).toBe(1)
  })

  it('hand the lead to another host when theirs loses power', () => {
    const world = createWorld()
    pass(world, 30)
    const holder = () => getLease(world.store, 'kube-system', 'kube-scheduler')?.spec.holderIdentity ?? ''
    expect(holder().startsWith('cp-1_')).toBe(true)
    world.inject('node-powered-off', { node: 'cp-1' })
    pass(world, 25)
    expect(holder()).toMatch(/^cp-[23]_/)
  })

  it('take their mirror pods with them when their manifests go', () => {
    const world = createWorld()
    pass(world, 30)
    const count = () =>
      [...world.store.list({ group: '', version: 'v1', resource: 'pods' }, 'kube-system')].filter(
        ({ metadata }) => metadata.labels?.['component'] === 'kube-scheduler',
      ).length
    expect(count()).toBe(3)
    world.inject('scheduler-stopped')
    pass(world, 30)
    expect(count()).toBe(0)
    world.heal('scheduler-stopped')
    pass(world, 30)
    expect(count()).toBe(3)
  })
})
