import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../../src/adapters/kubernetes.ts'
import type { ClusterReader } from '../../src/collectors/cluster-reader.ts'
import { loadConfig } from '../../src/config.ts'
import { parseTarget, type Target } from '../../src/diagnosis/target.ts'
import { startApiServer } from '../../src/playground/cluster/api/server.ts'
import { createAuthority } from '../../src/playground/cluster/certificates.ts'
import { createWorld, type World } from '../../src/playground/cluster/world.ts'
import { type DiagnosisRun, type RecordedRun, replay, runDiagnosis } from '../../src/worker/run-diagnosis.ts'
import type { Scenario } from './scenario.ts'
import { inStillTime, type Wire } from './still-time.ts'

/** Plays the faults of a scenario on a simulated cluster, up to the moment of the diagnosis. */
export async function playScenario(scenario: Scenario): Promise<World> {
  const world = createWorld(scenario.world)
  const start = world.clock.now()
  for (const step of scenario.timeline.toSorted((a, b) => a.atSeconds - b.atSeconds)) {
    await passUntil(world, start + step.atSeconds * 1000)
    if ('inject' in step) world.inject(step.inject, step.with)
    else world.heal(step.heal, step.with)
  }
  await passUntil(world, start + scenario.diagnoseAtSeconds * 1000)
  return world
}

/** Diagnoses the world over HTTPS, as the command line does; times are those of the world. One at a time. */
export function diagnoseScenario(scenario: Scenario, world: World): Promise<DiagnosisRun> {
  const target = parseTarget(scenario.target)
  if ('problem' in target) throw new Error(target.problem)
  return withServer(world, (wire) => inStillTime(wire, (read) => diagnose(target, read)))
}

/** Simulated time in small steps, so that what components await arrives on the way. */
async function passUntil(world: World, instant: number): Promise<void> {
  await world.clock.advanceAsync(instant - world.clock.now())
}

async function diagnose(target: Target, read: ClusterReader): Promise<DiagnosisRun> {
  const { signal } = new AbortController()
  const { record } = await runDiagnosis({ target, read, now: () => Date.now(), signal, timeoutMs: 30_000 })
  const portable = withoutPort(record, read.server)
  return { diagnosis: replay(portable), record: portable }
}

/** The server's port is another one every time; reports must not depend on it. */
function withoutPort(record: RecordedRun, server: string): RecordedRun {
  return JSON.parse(JSON.stringify(record).replaceAll(new URL(server).host, '127.0.0.1:6443'))
}

async function withServer<T>(world: World, work: (wire: Wire) => Promise<T>): Promise<T> {
  const server = await startApiServer({ backend: world.backend, certificates: await createAuthority(Date.now()) })
  const folder = await mkdtemp(join(tmpdir(), 'kubemedic-scenario-'))
  try {
    const kubeconfig = join(folder, 'kubeconfig')
    await writeFile(kubeconfig, server.kubeconfig())
    await server.sync()
    const cluster = await connect({ kubeconfig, env: loadConfig({}).kubernetes })
    return await work({ world, traffic: server.traffic, read: cluster }).finally(() => cluster.close())
  } finally {
    await server.close()
    await rm(folder, { recursive: true })
  }
}
