import type { EpochMs } from '../../../diagnosis/evidence.ts'
import { seedNode } from '../inventory/seed-node.ts'
import type { PodObject } from '../objects/pod-object.ts'
import type { SeededRandom } from '../seeded-random.ts'
import type { SimClock } from '../sim-clock.ts'
import { requestClientCertificate } from './certificate-request.ts'
import type { ControlPlane, Reach } from './control-plane.ts'
import { EventRecorder } from './event-recorder.ts'
import { GarbageCollection } from './garbage-collection.ts'
import { Heartbeats, LEASE_PERIOD_MS } from './heartbeats.ts'
import { klogHeader } from './journal.ts'
import { KubeletCredentials } from './kubelet-credentials.ts'
import type { Machine } from './machine.ts'
import type { NodeAgent } from './node-agent.ts'
import type { PodIndex } from './pod-index.ts'
import { PodRunner } from './pod-runner.ts'
import type { StaticProcess } from './static-process.ts'

/** systemd restarts a kubelet that gave up after this long (`RestartSec=10` in the usual unit). */
const SYSTEMD_RESTART_MS = 10_000

/** What a kubelet works with. */
export interface KubeletParts {
  readonly machine: Machine
  readonly clock: SimClock
  readonly random: SeededRandom
  readonly controlPlane: ControlPlane
  readonly pods: PodIndex
  readonly staticProcesses: readonly StaticProcess[]
}

/** The kubelet of one machine: its process and its two heartbeats. The parts say what each beat does. */
export class Kubelet implements NodeAgent {
  readonly machine: Machine
  readonly clock: SimClock
  readonly random: SeededRandom
  readonly events: EventRecorder
  readonly credentials = new KubeletCredentials()
  readonly runner: PodRunner
  readonly pods: PodIndex
  private readonly controlPlane: ControlPlane
  private readonly heartbeats: Heartbeats
  private readonly garbage: GarbageCollection
  private current: 'running' | 'stopped' | 'hung' = 'stopped'
  private runs = 0

  constructor(parts: KubeletParts) {
    this.machine = parts.machine
    this.clock = parts.clock
    this.random = parts.random
    this.pods = parts.pods
    this.controlPlane = parts.controlPlane
    this.events = new EventRecorder(parts.clock, { component: 'kubelet', host: parts.machine.spec.name })
    this.runner = new PodRunner(this)
    this.heartbeats = new Heartbeats(this, parts.staticProcesses)
    this.garbage = new GarbageCollection(this)
    parts.pods.watchNode(parts.machine.spec.name, (pod, gone) => {
      if (!gone && this.reach().store) this.runner.sync(pod)
    })
  }

  /** The process: running, gone, or frozen (SIGSTOP, or stuck in the kernel). */
  get state(): 'running' | 'stopped' | 'hung' {
    return this.current
  }

  /** Counts the runs of the process: a loop of an earlier run must not go on. */
  get run(): number {
    return this.runs
  }

  /** False while it is stopped or frozen. */
  get isRunning(): boolean {
    return this.current === 'running'
  }

  /** The API server as this kubelet gets hold of it: network, server and credentials have to be right. */
  reach(): Reach {
    const reach = this.controlPlane.reach(this.machine.link)
    if (!reach.store) return reach
    const rejection = this.credentials.rejection(this.machine.spec.name, this.clock.now())
    return rejection === undefined ? reach : { failure: rejection }
  }

  /** Goes on as a kubelet that has been running for long, somewhere in its periods; its Node and Lease are written. */
  adopt(): void {
    this.current = 'running'
    this.runs += 1
    const nextLeaseMs = LEASE_PERIOD_MS * this.random.next()
    const renewedAt = this.clock.now() + nextLeaseMs - LEASE_PERIOD_MS
    seedNode(this.controlPlane.store, this.machine, { reportedAt: this.heartbeats.status.lastReportAt, renewedAt })
    this.heartbeats.continueAfter(nextLeaseMs, LEASE_PERIOD_MS * this.random.next())
    this.garbage.start(this.runs)
  }

  /** Starts the process. Without a container runtime it gives up, and systemd tries again. */
  start(): void {
    if (this.current !== 'stopped' || this.machine.power === 'off') return
    if (this.machine.runtime.state !== 'up') {
      this.log(
        'E',
        'run.go:72',
        '"command failed" err="failed to run Kubelet: validate service connection: validate CRI v1 runtime API"',
      )
      this.loop(SYSTEMD_RESTART_MS, () => this.start())
      return
    }
    this.current = 'running'
    this.runs += 1
    this.events.restart()
    this.log('I', 'server.go:211', `"Kubelet version" kubeletVersion="${this.machine.spec.kubeletVersion}"`)
    this.heartbeats.start()
    this.garbage.start(this.runs)
  }

  /** Ends the process (SIGTERM, SIGKILL, disabled unit): port 10250 refuses. */
  stop(): void {
    this.current = 'stopped'
    this.runs += 1
  }

  /** Freezes the process: the kernel still accepts connections on port 10250. */
  hang(): void {
    if (this.current !== 'running') return
    this.current = 'hung'
    this.runs += 1
  }

  /** Wakes a frozen process: overdue beats come at once. */
  resume(): void {
    if (this.current !== 'hung') return
    this.current = 'running'
    this.runs += 1
    this.heartbeats.resume()
    this.garbage.start(this.runs)
  }

  /** Asks for the next client certificate, as it does when most of the present one's life is over. */
  requestCertificate(): void {
    requestClientCertificate(this)
  }

  /** True while the loops of that run of the process still turn. */
  isRun(run: number): boolean {
    return this.runs === run
  }

  /** Writes a line into the unit's journal. */
  log(severity: 'I' | 'W' | 'E' | 'F', source: string, text: string): void {
    const at = this.clock.now()
    this.machine.journal.write('kubelet', at, `${klogHeader(severity, at, source)} ${text}`)
  }

  /** Runs a task later, unless the process was stopped, frozen or restarted in between. */
  loop(delayMs: number, task: () => void): void {
    const { run } = this
    this.clock.after(delayMs, () => {
      if (this.isRun(run)) task()
    })
  }

  /** The pods bound to this node, as the API server has them. */
  ownPods(): readonly PodObject[] {
    return this.pods.on(this.machine.spec.name)
  }

  /** When the machine was switched on or restarted after the kubelet last ran. */
  noticeBoot(bootedAt: EpochMs): void {
    this.log('I', 'kubelet_node_status.go:497', `"Node was rebooted" bootTime="${new Date(bootedAt).toISOString()}"`)
    this.runner.restartAfterBoot(this.ownPods())
  }
}
