import type { EpochMs } from '../../../diagnosis/evidence.ts'
import { microTime } from '../kube-time.ts'
import type { ObjectStore } from '../object-store.ts'
import { getLease, type LeaseObject, putLease } from '../objects/lease-object.ts'
import type { SimClock } from '../sim-clock.ts'
import type { ControlPlane } from './control-plane.ts'

/** The defaults of `--leader-elect-*`: lease duration, renew deadline, retry period. */
const LEASE_MS = 15_000
const RENEW_DEADLINE_MS = 10_000
const RETRY_MS = 2_000

/** One candidate for the leadership of a component. */
export interface CandidateOptions {
  readonly clock: SimClock
  readonly controlPlane: ControlPlane
  /** Lease in kube-system: `kube-scheduler`, `kube-controller-manager`. */
  readonly lease: string
  /** `<host>_<uuid>`, drawn anew at every start of the process. */
  readonly newIdentity: () => string
  /** The scheduler gives its lease back on a clean stop, the controller-manager does not. */
  readonly releases: boolean
  readonly onLeading: () => void
  readonly onStopped: () => void
  /** The leader could not renew in time and the process ended ("leaderelection lost"). */
  readonly onLost: () => void
}

/** client-go's leader election for one process. */
export class LeaderCandidate {
  private readonly options: CandidateOptions
  private identity = ''
  private leading = false
  private renewedAt: EpochMs = 0
  private observed: { record: string; at: EpochMs } | undefined
  private cancel: (() => void) | undefined

  constructor(options: CandidateOptions) {
    this.options = options
  }

  /** Whether the process lives, leading or not. */
  get isRunning(): boolean {
    return this.cancel !== undefined
  }

  /** Starts to compete. */
  start(): void {
    if (this.cancel) return
    this.identity = this.options.newIdentity()
    this.observed = undefined
    this.cancel = this.options.clock.every(RETRY_MS, () => this.compete())
    this.compete()
  }

  /** Ends the process; a clean stop (SIGTERM) gives the lease back where the component does that. */
  stop({ clean }: { readonly clean: boolean }): void {
    if (!this.cancel) return
    this.cancel()
    this.cancel = undefined
    const wasLeading = this.leading
    this.leading = false
    if (wasLeading && clean && this.options.releases) this.release()
    if (wasLeading) this.options.onStopped()
  }

  private compete(): void {
    const { store } = this.options.controlPlane.reach()
    const now = this.options.clock.now()
    if (store) this.tryLease(store, now)
    else if (this.leading && now - this.renewedAt >= RENEW_DEADLINE_MS) this.lose()
  }

  private lose(): void {
    this.stop({ clean: false })
    this.options.onLost()
  }

  private tryLease(store: ObjectStore, now: EpochMs): void {
    const lease = getLease(store, 'kube-system', this.options.lease)
    if (this.leading && lease?.spec.holderIdentity === this.identity) this.renew(store, lease, now)
    else if (this.leading) this.lose()
    else if (!lease || this.isFree(lease, now)) this.acquire(store, lease, now)
  }

  /** A lease is free if nobody holds it, or if *this* process has not seen it change for the lease duration. */
  private isFree(lease: LeaseObject, now: EpochMs): boolean {
    if (lease.spec.holderIdentity === '') return true
    const record = `${lease.spec.holderIdentity} ${lease.spec.renewTime}`
    if (this.observed?.record !== record) this.observed = { record, at: now }
    return now - this.observed.at > LEASE_MS
  }

  private acquire(store: ObjectStore, lease: LeaseObject | undefined, now: EpochMs): void {
    this.leading = true
    this.renewedAt = now
    putLease(store, lease?.metadata ?? { name: this.options.lease, namespace: 'kube-system' }, {
      holderIdentity: this.identity,
      leaseDurationSeconds: LEASE_MS / 1_000,
      acquireTime: microTime(now),
      renewTime: microTime(now),
      leaseTransitions: lease ? (lease.spec.leaseTransitions ?? 0) + 1 : 0,
    })
    this.options.onLeading()
  }

  private renew(store: ObjectStore, lease: LeaseObject, now: EpochMs): void {
    this.renewedAt = now
    putLease(store, lease.metadata, { ...lease.spec, renewTime: microTime(now) })
  }

  private release(): void {
    const { store } = this.options.controlPlane.reach()
    const lease = store && getLease(store, 'kube-system', this.options.lease)
    if (!store || !lease) return
    const now = microTime(this.options.clock.now())
    putLease(store, lease.metadata, {
      ...lease.spec,
      holderIdentity: '',
      leaseDurationSeconds: 1,
      acquireTime: now,
      renewTime: now,
    })
  }
}
