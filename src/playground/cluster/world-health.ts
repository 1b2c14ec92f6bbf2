import type { ComponentHealth } from './backend.ts'
import type { Etcd } from './components/etcd.ts'
import type { LeaderGroup } from './components/leader-group.ts'
import type { SimClock } from './sim-clock.ts'
import { simWait } from './sim-wait.ts'

/** The API server's own etcd probe gives up after this long. */
const ETCD_PROBE_MS = 20_000

/** Whom `componentstatuses` asks. */
export interface ProbedComponents {
  readonly etcd: Etcd
  readonly controllerManagers: LeaderGroup
  readonly schedulers: LeaderGroup
}

/** Probes the neighbours of the API server, as `componentstatuses` does. */
export async function componentHealth(
  clock: SimClock,
  { etcd, controllerManagers, schedulers }: ProbedComponents,
  signal: AbortSignal,
): Promise<readonly ComponentHealth[]> {
  const etcdServes = etcd.state === 'up'
  if (!etcdServes) await simWait(clock, ETCD_PROBE_MS, signal)
  return [
    probeLocal('scheduler', schedulers.isRunning, 10_259),
    probeLocal('controller-manager', controllerManagers.isRunning, 10_257),
    { name: 'etcd-0', ...(etcdServes ? {} : { error: 'context deadline exceeded' }) },
  ]
}

function probeLocal(name: string, isRunning: boolean, port: number): ComponentHealth {
  if (isRunning) return { name }
  const address = `127.0.0.1:${port}`
  return { name, error: `Get "https://${address}/healthz": dial tcp ${address}: connect: connection refused` }
}
