import type { SeededRandom } from '../seeded-random.ts'
import type { SimClock } from '../sim-clock.ts'
import type { ControlPlane } from './control-plane.ts'
import { LeaderCandidate } from './leader-election.ts'
import { StaticProcess } from './static-process.ts'

/** The kubelet restarts an ended container after 10 s, then twice as long each time, up to five minutes. */
const FIRST_BACK_OFF_MS = 10_000
const LONGEST_BACK_OFF_MS = 300_000

/** A component that runs on every control-plane host and of which one process leads. */
export interface LeaderGroupOptions {
  readonly clock: SimClock
  readonly random: SeededRandom
  readonly controlPlane: ControlPlane
  /** `kube-controller-manager`, `kube-scheduler`; the lease has the same name. */
  readonly component: string
  readonly hosts: readonly string[]
  /** False: ended processes stay ended (no kubelet or systemd looks after them). */
  readonly supervised: boolean
  /** True for the scheduler: a clean stop blanks the holder of the lease. */
  readonly releases: boolean
  readonly onLeading: (host: string) => void
  readonly onStopped: () => void
}

/** One process of the group. */
interface Member {
  readonly process: StaticProcess
  readonly candidate: LeaderCandidate
}

/** All processes of one leader-elected component. */
export class LeaderGroup {
  private readonly options: LeaderGroupOptions
  private readonly members: readonly Member[]

  constructor(options: LeaderGroupOptions) {
    this.options = options
    this.members = options.hosts.map((host) => this.member(host))
  }

  /** The processes, for the mirror pods of their hosts. */
  get processes(): readonly StaticProcess[] {
    return this.members.map(({ process }) => process)
  }

  /** True if any process runs. */
  get isRunning(): boolean {
    return this.members.some(({ candidate }) => candidate.isRunning)
  }

  /** Starts every process (all hosts, or one). */
  start(host?: string): void {
    for (const { process, candidate } of this.on(host)) {
      if (process.state !== 'running') process.start(this.options.clock.now())
      candidate.start()
    }
  }

  /** Ends every process for good: a clean stop, the manifest is taken away. */
  stop(): void {
    for (const { process, candidate } of this.members) {
      candidate.stop({ clean: true })
      process.removeManifest()
    }
  }

  /** The host lost its power: the process is gone and nobody says so. */
  lose(host: string): void {
    for (const { candidate } of this.on(host)) candidate.stop({ clean: false })
  }

  private on(host: string | undefined): readonly Member[] {
    return host === undefined ? this.members : this.members.filter(({ process }) => process.node === host)
  }

  private member(host: string): Member {
    const { clock, random, controlPlane, component, releases, onLeading, onStopped } = this.options
    const process = new StaticProcess(component, host, clock.now())
    const candidate: LeaderCandidate = new LeaderCandidate({
      clock,
      controlPlane,
      lease: component,
      newIdentity: () => `${host}_${random.uuid()}`,
      releases,
      onLeading: () => onLeading(host),
      onStopped,
      onLost: () => this.afterLoss(process, candidate),
    })
    return { process, candidate }
  }

  /** "leaderelection lost" is fatal; whoever supervises the process starts it again. */
  private afterLoss(process: StaticProcess, candidate: LeaderCandidate): void {
    const { clock, supervised } = this.options
    process.exit({ at: clock.now(), exitCode: 1, reason: 'Error' })
    if (!supervised) return
    clock.after(Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** process.restartCount), () => {
      if (process.state !== 'exited') return
      process.start(clock.now())
      candidate.start()
    })
  }
}
