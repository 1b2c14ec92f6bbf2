import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApiServer } from '../cluster/api/server.ts'
import { createAuthority } from '../cluster/certificates.ts'
import type { FaultArguments } from '../cluster/faults/index.ts'
import { followWallClock } from '../cluster/manual-clock.ts'
import { createWorld } from '../cluster/world.ts'

/** A simulated cluster behind a real HTTPS port, for people to look at. */
export interface DemoCluster {
  /** Path of a kubeconfig for it; kubectl takes it too. */
  readonly kubeconfig: string
  readonly nodes: readonly string[]
  /** Breaks something and lets simulated time pass at once, so that it shows. */
  breakAndWait(fault: string, given: FaultArguments, seconds: number): Promise<void>
  /** Repairs what `breakAndWait` broke in the cluster as a whole. */
  heal(fault: string): Promise<void>
  /** From now on the cluster's time passes as it does on the wall. */
  follow(): void
  close(): Promise<void>
}

/** Starts a cluster that has been well until `historySeconds` before the present moment. */
export async function startDemoCluster(historySeconds: number): Promise<DemoCluster> {
  const now = Date.now()
  const world = createWorld({ startAt: now - historySeconds * 1000 })
  const certificates = await createAuthority(now)
  const server = await startApiServer({ backend: world.backend, certificates, name: 'demo' })
  const folder = await mkdtemp(join(tmpdir(), 'kubemedic-demo-'))
  const kubeconfig = join(folder, 'kubeconfig')
  await writeFile(kubeconfig, server.kubeconfig(), { mode: 0o600 })
  let stopFollowing = () => {}
  return {
    kubeconfig,
    nodes: [...world.kubelets.keys()],
    async breakAndWait(fault, given, seconds) {
      world.inject(fault, given)
      await world.clock.advanceAsync(seconds * 1000)
      await server.sync()
    },
    async heal(fault) {
      world.heal(fault)
      await server.sync()
    },
    follow() {
      stopFollowing = followWallClock(world.clock)
    },
    async close() {
      stopFollowing()
      await server.close()
      await rm(folder, { recursive: true })
    },
  }
}
