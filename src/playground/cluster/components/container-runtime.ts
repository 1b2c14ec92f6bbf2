import type { EpochMs } from '../../../diagnosis/evidence.ts'
import type { SimClock } from '../sim-clock.ts'

/** How a call to the container runtime interface ended. */
export type RuntimeResult = 'ok' | 'refused' | 'deadline'

/** The kubelet's default `runtimeRequestTimeout`. */
export const RUNTIME_REQUEST_TIMEOUT_MS = 120_000

/** The kubelet asks the runtime for its status this often (`updateRuntimeUp`). */
const STATUS_PERIOD_MS = 5_000

/** The kubelet lists all containers this often (generic PLEG relist). */
const RELIST_PERIOD_MS = 1_000

/** containerd on one machine: it answers, its socket refuses, or it accepts calls and never answers them. */
export class ContainerRuntime {
  readonly socket: string
  readonly version: string
  private readonly clock: SimClock
  private current: 'up' | 'stopped' | 'hung' = 'up'
  private downSince: EpochMs | undefined
  private waiting: ((result: RuntimeResult) => void)[] = []

  constructor(clock: SimClock, options: { readonly socket: string; readonly version: string }) {
    this.clock = clock
    this.socket = options.socket
    this.version = options.version
  }

  get state(): 'up' | 'stopped' | 'hung' {
    return this.current
  }

  /** Changes the state; calls that hung are answered when the runtime comes back or its process goes. */
  set(state: 'up' | 'stopped' | 'hung'): void {
    if (state === 'up') this.downSince = undefined
    else this.downSince ??= this.clock.now()
    this.current = state
    if (state === 'hung') return
    const waiting = this.waiting
    this.waiting = []
    for (const answer of waiting) answer(state === 'up' ? 'ok' : 'refused')
  }

  /** Makes one call. `done` is called at once, or for a hung runtime at the request timeout. */
  call(done: (result: RuntimeResult) => void): void {
    if (this.current === 'hung') this.callHung(done)
    else done(this.current === 'up' ? 'ok' : 'refused')
  }

  private callHung(done: (result: RuntimeResult) => void): void {
    let open = true
    const finish = (result: RuntimeResult): void => {
      if (!open) return
      open = false
      done(result)
    }
    this.waiting.push(finish)
    this.clock.after(RUNTIME_REQUEST_TIMEOUT_MS, () => finish('deadline'))
  }

  /** When the kubelet last got a good status from it (now, if it is up). */
  lastStatusAt(): EpochMs {
    return this.lastOnGrid(STATUS_PERIOD_MS)
  }

  /** When the pod lifecycle event generator last listed the containers (now, if it is up). */
  lastRelistAt(): EpochMs {
    return this.lastOnGrid(RELIST_PERIOD_MS)
  }

  /** What gRPC prints for a call that did not succeed. */
  errorOf(result: Exclude<RuntimeResult, 'ok'>): string {
    if (result === 'deadline') return 'rpc error: code = DeadlineExceeded desc = context deadline exceeded'
    return `rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix ${this.socket}: connect: connection refused"`
  }

  /** Periodic calls are not simulated one by one: the last good one is the last multiple of the period before it went down. */
  private lastOnGrid(periodMs: number): EpochMs {
    if (this.downSince === undefined) return this.clock.now()
    return Math.floor(this.downSince / periodMs) * periodMs
  }
}
