import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../../src/adapters/kubernetes.ts'
import type { ClusterReader } from '../../src/collectors/cluster-reader.ts'
import { loadConfig } from '../../src/config.ts'
import { parseTarget } from '../../src/diagnosis/target.ts'
import { startApiServer } from '../../src/playground/cluster/api/server.ts'
import { createAuthority } from '../../src/playground/cluster/certificates.ts'
import { followWallClock } from '../../src/playground/cluster/manual-clock.ts'
import { createWorld, type World } from '../../src/playground/cluster/world.ts'
import { type DiagnosisRun, type RecordedRun, replay, runDiagnosis } from '../../src/worker/run-diagnosis.ts'
import type { Scenario } from './scenario.ts'

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

/** Diagnoses the world over HTTPS, as the command line does. */
export function diagnoseScenario(scenario: Scenario, world: World): Promise<DiagnosisRun> {
  return withServer(world, (read) => diagnoseAt(world, scenario, read))
}

/** Simulated time in small steps, so that what components await arrives on the way. */
async function passUntil(world: World, instant: number): Promise<void> {
  await world.clock.advanceAsync(instant - world.clock.now())
}

async function diagnoseAt(world: World, scenario: Scenario, read: ClusterReader): Promise<DiagnosisRun> {
  const target = parseTarget(scenario.target)
  if ('problem' in target) throw new Error(target.problem)
  const now = coarseClock(world.clock.now())
  const thaw = thawWhenQuiet(world)
  try {
    const { record } = await runDiagnosis({
      target,
      read: withoutDate(read),
      now,
      signal: new AbortController().signal,
      timeoutMs: 30_000,
      onProgress: thaw.progress,
    })
    const portable = withoutPort(record, read.server)
    return { diagnosis: replay(portable), record: portable }
  } finally {
    thaw.stop()
  }
}

/**
 * Reports tell how long answers took, and must be the same every time: this clock tells a prompt answer (0 s) from one
 * that never came (4 s and more, the shortest limit of a collector) and nothing finer.
 */
function coarseClock(moment: number): () => number {
  const startedAt = performance.now()
  const [slackMs, grainMs] = [250, 4_000]
  return () => moment + Math.floor((performance.now() - startedAt + slackMs) / grainMs) * grainMs
}

/**
 * The world stands still while it is read, so that a report is the same every time. Only when nothing more comes do its
 * clock and the server's own time limits (a TLS handshake of 10 s) go on.
 */
function thawWhenQuiet(world: World): { progress(): void; stop(): void } {
  const quietMs = 1_500
  let stop = () => {}
  let timer = setTimeout(follow, quietMs)
  function follow() {
    stop = followWallClock(world.clock, { rate: 1 })
  }
  return {
    progress() {
      clearTimeout(timer)
      timer = setTimeout(follow, quietMs)
    },
    stop() {
      clearTimeout(timer)
      stop()
    },
  }
}

/** The world's clock may have gone on by some seconds: judge by the moment of the scenario alone. */
function withoutDate(read: ClusterReader): ClusterReader {
  return { ...read, get: async (path, options) => ({ ...(await read.get(path, options)), date: undefined }) }
}

/** The server's port is another one every time; reports must not depend on it. */
function withoutPort(record: RecordedRun, server: string): RecordedRun {
  return JSON.parse(JSON.stringify(record).replaceAll(new URL(server).host, '127.0.0.1:6443'))
}

async function withServer<T>(world: World, work: (read: ClusterReader) => Promise<T>): Promise<T> {
  const server = await startApiServer({ backend: world.backend, certificates: await createAuthority(Date.now()) })
  const folder = await mkdtemp(join(tmpdir(), 'kubemedic-scenario-'))
  try {
    const kubeconfig = join(folder, 'kubeconfig')
    await writeFile(kubeconfig, server.kubeconfig())
    await server.sync()
    const cluster = await connect({ kubeconfig, env: loadConfig({}).kubernetes })
    return await work(cluster).finally(() => cluster.close())
  } finally {
    await server.close()
    await rm(folder, { recursive: true })
  }
}
