import type { EpochMs } from '../../../diagnosis/evidence.ts'
import type { HealthCheck } from '../backend.ts'
import type { SimClock } from '../sim-clock.ts'
import type { Etcd } from './etcd.ts'
import { checkNames, healthChecks } from './health-checks.ts'

/** From the start of the process to the open port. */
const LISTENS_AFTER_MS = 1_100

/** Post-start hooks that finish last, and how long after the port opened. */
const slowHooks: readonly (readonly [name: string, readyAfterMs: number])[] = [
  ['poststarthook/rbac/bootstrap-roles', 1_150],
  ['poststarthook/scheduling/bootstrap-system-priority-classes', 900],
]

/** `/readyz` runs two etcd checks of 2 s each against a stopped etcd; a hung one costs the first of them. */
const SLOW_HEALTH_MS = { livez: { stopped: 0, hung: 2_000 }, readyz: { stopped: 4_000, hung: 2_000 } } as const

const ETCD_DETAIL = 'error getting data from etcd: context deadline exceeded'

/** kube-apiserver, all replicas taken together (clients come through one address). */
export class ApiServer {
  readonly etcd: Etcd
  /** False on OpenShift, whose `/readyz` has no etcd checks. */
  readonly readyzHasEtcd: boolean
  private readonly clock: SimClock
  private current: 'up' | 'stopped' | 'hung' = 'up'
  private listensSince: EpochMs | undefined
  private cancelStart = (): void => undefined

  constructor(clock: SimClock, etcd: Etcd, options: { readonly readyzHasEtcd: boolean }) {
    this.clock = clock
    this.etcd = etcd
    this.readyzHasEtcd = options.readyzHasEtcd
  }

  get state(): 'up' | 'stopped' | 'hung' {
    return this.current
  }

  /** Ends the process: the port refuses. */
  stop(): void {
    this.cancelStart()
    this.current = 'stopped'
  }

  /** Freezes the process: connections are accepted by the kernel and never answered. */
  hang(): void {
    this.cancelStart()
    this.current = 'hung'
  }

  /** Starts a stopped process (the port opens after a second, the hooks end a second later), or wakes a frozen one. */
  start(): void {
    if (this.current === 'hung') {
      this.current = 'up'
    } else if (this.current === 'stopped') {
      this.cancelStart = this.clock.after(LISTENS_AFTER_MS, () => {
        this.current = 'up'
        this.listensSince = this.clock.now()
      })
    }
  }

  /** The checks of a health endpoint, as slowly as the real one makes them. */
  async health(endpoint: 'livez' | 'readyz' | 'healthz'): Promise<readonly HealthCheck[]> {
    const { state } = this.etcd
    const delayMs = endpoint === 'healthz' || state === 'up' ? 0 : SLOW_HEALTH_MS[endpoint][state]
    if (delayMs > 0) await new Promise<void>((resolve) => this.clock.after(delayMs, resolve))
    return healthChecks(checkNames(endpoint, this.readyzHasEtcd), this.failing())
  }

  private failing(): ReadonlyMap<string, string> {
    const failing = new Map<string, string>()
    if (this.etcd.state !== 'up') {
      failing.set('etcd', ETCD_DETAIL)
      failing.set('etcd-readiness', ETCD_DETAIL)
    }
    const listeningMs = this.clock.now() - (this.listensSince ?? Number.NEGATIVE_INFINITY)
    for (const [name, readyAfterMs] of slowHooks) {
      if (listeningMs < readyAfterMs) failing.set(name, 'not finished')
    }
    return failing
  }
}
